package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.gmail.Gmail;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ListedMailbox;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.MailboxStatus;
import dev.nightmail.sync.imap.RemoteMailbox;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The mailboxes that can be opened, as the server lists them at the beginning of a sync.
 *
 * @param hasLabels whether most of them are labels, as Gmail's
 */
record Listing(Map<MailboxName, ListedMailbox> byName, boolean hasLabels) {

    static Listing of(ImapConnection connection) throws ImapException {
        var listed = connection.listWithStatus();
        var selectable =
                listed.stream()
                        .filter(each -> each.mailbox().isSelectable())
                        .collect(
                                Collectors.toMap(
                                        each -> each.mailbox().name(), Function.identity()));
        var mailboxes = selectable.values().stream().map(ListedMailbox::mailbox).toList();
        return new Listing(selectable, Gmail.hasLabels(connection.capabilities(), mailboxes));
    }

    /** Whether a new one is synced before anybody asks. */
    boolean isSynced(RemoteMailbox mailbox) {
        return MailboxRepository.isSynced(mailbox) && !(hasLabels && Gmail.isLabel(mailbox));
    }

    Collection<ListedMailbox> all() {
        return byName.values();
    }

    Set<MailboxName> names() {
        return byName.keySet();
    }

    boolean has(MailboxName name) {
        return byName.containsKey(name);
    }

    Optional<MailboxStatus> status(MailboxName name) {
        return Optional.ofNullable(byName.get(name)).flatMap(ListedMailbox::status);
    }

    /** Whether anything may have happened in it. */
    boolean hasChanged(StoredMailbox mailbox) {
        return status(mailbox.name()).map(status -> !mailbox.isUnchanged(status)).orElse(true);
    }

    /** From which on messages come that are not there yet; empty when the server does not tell. */
    static OptionalLong firstUid(ListedMailbox mailbox) {
        long next = mailbox.status().map(MailboxStatus::uidNext).orElse(0L);
        return next > 0 ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /** How many messages these mailboxes have; labels none. */
    long messages(List<StoredMailbox> mailboxes) {
        return mailboxes.stream()
                .flatMap(mailbox -> Optional.ofNullable(byName.get(mailbox.name())).stream())
                .filter(listed -> !hasLabels || !Gmail.isLabel(listed.mailbox()))
                .flatMap(listed -> listed.status().stream())
                .mapToLong(MailboxStatus::messages)
                .sum();
    }
}
