package dev.nightmail.sync.imap;

/**
 * The name of a mailbox as the server spells it, in modified UTF-7 (RFC 3501, section 5.1.3): the
 * key under which to keep it, because a name that a server misspells would not survive decoding.
 */
public record MailboxName(String wire) {

    public static final MailboxName INBOX = new MailboxName("INBOX");

    public static MailboxName ofText(String text) {
        return new MailboxName(ModifiedUtf7.encode(text));
    }

    /** The name as people read it. */
    public String text() {
        return ModifiedUtf7.decode(wire);
    }

    /** INBOX is the one name without regard to case (RFC 9051, section 5.1). */
    public boolean isInbox() {
        return wire.equalsIgnoreCase(INBOX.wire);
    }
}
