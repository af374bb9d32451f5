package dev.nightmail.sync.gmail;

import dev.nightmail.sync.imap.RemoteMailbox;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.SpecialUse;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What of an account's mailboxes is a label. */
public final class Gmail {

    private Gmail() {}

    /** Whether the server shows all messages at one place, and labels as mailboxes. */
    public static boolean hasLabels(Set<String> capabilities, Collection<RemoteMailbox> listed) {
        return capabilities.contains(SelectedMailbox.GMAIL)
                && listed.stream().anyMatch(Gmail::isAll);
    }

    /** Whether it is one, where there are labels: each message in it is somewhere else, too. */
    public static boolean isLabel(RemoteMailbox mailbox) {
        return mailbox.specialUse()
                .map(use ->
                        use != SpecialUse.ALL && use != SpecialUse.JUNK && use != SpecialUse.TRASH)
                .orElse(true);
    }

    /**
     * How a message is labelled that lies in such a mailbox: in one of these ways.
     *
     * @param role as RFC 6154 names it, in lower case; empty for none
     */
    public static List<String> labels(String mailbox, String role) {
        return switch (role) {
            case "drafts" -> List.of("\\Draft", "\\Drafts");
            case "flagged" -> List.of("\\Starred", "\\Flagged");
            case "important" -> List.of("\\Important");
            case "sent" -> List.of("\\Sent");
            default -> List.of(mailbox.equalsIgnoreCase("INBOX") ? "\\Inbox" : mailbox);
        };
    }

    private static boolean isAll(RemoteMailbox mailbox) {
        return mailbox.specialUse().filter(use -> use == SpecialUse.ALL).isPresent();
    }
}
