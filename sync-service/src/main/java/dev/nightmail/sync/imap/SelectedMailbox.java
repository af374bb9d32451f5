package dev.nightmail.sync.imap;

import java.util.List;

/** A mailbox opened read-only; nothing done here changes it, not even the seen flag. */
@SuppressWarnings("DoNotCallSuggester")
public final class SelectedMailbox {

    /** Bytes of a header block that are fetched at most; 10,000 recipients need about half. */
    public static final int HEADER_LIMIT = 1 << 20;

    /** The counters as they stood when the mailbox was opened, before anything was fetched. */
    public MailboxStatus atSelect() {
        throw new UnsupportedOperationException();
    }

    /** All UIDs now. */
    public UidSet searchAll() throws ImapException {
        throw new UnsupportedOperationException();
    }

    /** All UIDs not below {@code uid}. */
    public UidSet searchFrom(long uid) throws ImapException {
        throw new UnsupportedOperationException("" + uid);
    }

    /** Fetches a page; a message that vanished meanwhile is absent. In the server's order. */
    public List<FetchedMessage> fetch(UidSet uids) throws ImapException {
        throw new UnsupportedOperationException("" + uids);
    }

    /** Flags of all messages changed after {@code modSeq}; needs CONDSTORE (RFC 7162). */
    public List<FlagUpdate> flagsChangedSince(long modSeq) throws ImapException {
        throw new UnsupportedOperationException("" + modSeq);
    }

    /** Flags of the given messages, for servers without CONDSTORE. */
    public List<FlagUpdate> flagsOf(UidSet uids) throws ImapException {
        throw new UnsupportedOperationException("" + uids);
    }
}
