package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.imap.SelectedMailbox;

/** One mailbox, as we hold it and as the server has opened it, in the hands of one job. */
record OpenMailbox(
        JobContext job, StoredMailbox mailbox, SelectedMailbox selected, Progress progress) {}
