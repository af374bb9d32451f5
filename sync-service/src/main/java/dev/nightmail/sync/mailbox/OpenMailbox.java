package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.depth.Depths;
import dev.nightmail.sync.imap.SelectedMailbox;

/** One mailbox, as we hold it and as the server has opened it. */
record OpenMailbox(Pass pass, StoredMailbox mailbox, SelectedMailbox selected) {

    JobContext job() {
        return pass.job();
    }

    /** The same, with how deep it is to be taken. */
    Depths.Bounded bounded() {
        return new Depths.Bounded(job(), mailbox.id(), selected, pass.depth());
    }

    OpenMailbox with(StoredMailbox other) {
        return new OpenMailbox(pass, other, selected);
    }
}
