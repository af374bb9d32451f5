package dev.nightmail.sync.imap;

/**
 * The name of a mailbox as the server spells it, one character for each byte, in modified UTF-7
 * (RFC 3501, section 5.1.3): the key under which to keep it, because a name that a server misspells
 * would not survive decoding.
 */
public record MailboxName(String wire) {

    public static final MailboxName INBOX = new MailboxName("INBOX");

    public MailboxName {
        if (!isUsable(wire)) {
            throw new IllegalArgumentException("no name of a mailbox");
        }
    }

    public static MailboxName ofText(String text) {
        return new MailboxName(ModifiedUtf7.encode(text));
    }

    static boolean isUsable(String wire) {
        return !wire.isEmpty() && !ImapString.hasControl(wire);
    }

    /** The name as people read it. */
    public String text() {
        return ModifiedUtf7.decode(ImapString.utf8Text(wire));
    }

    /** INBOX is the one name without regard to case (RFC 9051, section 5.1). */
    public boolean isInbox() {
        return wire.equalsIgnoreCase(INBOX.wire);
    }
}
