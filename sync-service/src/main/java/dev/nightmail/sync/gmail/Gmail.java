package dev.nightmail.sync.gmail;

import dev.nightmail.sync.imap.RemoteMailbox;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.SpecialUse;
import java.util.Collection;
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

    private static boolean isAll(RemoteMailbox mailbox) {
        return mailbox.specialUse().filter(use -> use == SpecialUse.ALL).isPresent();
    }
}
