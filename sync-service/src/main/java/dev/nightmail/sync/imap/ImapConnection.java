package dev.nightmail.sync.imap;

import java.util.List;
import java.util.Set;

/** One logged-in connection; for one thread at a time. After an exception, close it. */
@SuppressWarnings("DoNotCallSuggester")
public final class ImapConnection implements AutoCloseable {

    /** What the server says it can, after log-in, in upper case. */
    public Set<String> capabilities() {
        throw new UnsupportedOperationException();
    }

    /** All mailboxes, in the server's order, with their roles where it tells them. */
    public List<RemoteMailbox> list() throws ImapException {
        throw new UnsupportedOperationException();
    }

    /** All mailboxes with their counters: one round trip with LIST-STATUS (RFC 5819). */
    public List<ListedMailbox> listWithStatus() throws ImapException {
        throw new UnsupportedOperationException();
    }

    public MailboxStatus status(MailboxName mailbox) throws ImapException {
        throw new UnsupportedOperationException("" + mailbox);
    }

    /** Opens a mailbox read-only; the one opened before must not be used any more. */
    public SelectedMailbox examine(MailboxName mailbox) throws ImapException {
        throw new UnsupportedOperationException("" + mailbox);
    }

    /** Takes leave without waiting for the answer; a repeat does nothing. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
