package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.ListedMailbox;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.MailboxStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mailboxes that can be opened, as the server lists them at the beginning of a sync. */
record Listing(Map<MailboxName, ListedMailbox> byName) {

    static Listing of(List<ListedMailbox> listed) {
        return new Listing(
                listed.stream()
                        .filter(each -> each.mailbox().isSelectable())
                        .collect(
                                Collectors.toMap(
                                        each -> each.mailbox().name(), Function.identity())));
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

    /** How many messages these mailboxes have. */
    long messages(List<StoredMailbox> mailboxes) {
        return mailboxes.stream()
                .flatMap(mailbox -> status(mailbox.name()).stream())
                .mapToLong(MailboxStatus::messages)
                .sum();
    }
}
