package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.imap.SelectedMailbox;

/** One mailbox, as we hold it and as the server has opened it. */
record OpenMailbox(Pass pass, StoredMailbox mailbox, SelectedMailbox selected) {

    JobContext job() {
        return pass.job();
    }

    OpenMailbox with(StoredMailbox other) {
        return new OpenMailbox(pass, other, selected);
    }
}
