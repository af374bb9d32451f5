package dev.nightmail.sync.mailbox;

import java.util.List;
import java.util.Map;

/** The mailboxes of a {@link GmailServer}, and what they are for. */
final class GmailNames {

    static final String ALL = "[Gmail]/All Mail";
    static final String SPAM = "[Gmail]/Spam";
    static final String TRASH = "[Gmail]/Trash";

    /** Those that show no label. */
    static final List<String> PLACES = List.of(ALL, SPAM, TRASH);

    /** Those that show a label of another name. */
    static final Map<String, String> LABELS =
            Map.of(
                    "INBOX", "\\Inbox",
                    "[Gmail]/Drafts", "\\Draft",
                    "[Gmail]/Sent Mail", "\\Sent",
                    "[Gmail]/Starred", "\\Starred",
                    "[Gmail]/Important", "\\Important");

    private static final Map<String, String> ROLES =
            Map.of(
                    ALL,
                    "\\All",
                    SPAM,
                    "\\Junk",
                    TRASH,
                    "\\Trash",
                    "[Gmail]/Drafts",
                    "\\Drafts",
                    "[Gmail]/Sent Mail",
                    "\\Sent",
                    "[Gmail]/Starred",
                    "\\Flagged",
                    "[Gmail]/Important",
                    "\\Important");

    private GmailNames() {}

    static String role(String mailbox) {
        return ROLES.getOrDefault(mailbox, "");
    }

    static String mailbox(String label) {
        return LABELS.entrySet().stream()
                .filter(each -> each.getValue().equals(label))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(label);
    }

    static String label(String mailbox) {
        return LABELS.getOrDefault(mailbox, mailbox);
    }
}
