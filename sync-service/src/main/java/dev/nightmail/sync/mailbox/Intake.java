package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.contact.Contacts;
import dev.nightmail.sync.contact.Seen;
import dev.nightmail.sync.thread.Member;
import dev.nightmail.sync.thread.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Takes in messages that are not known yet, with the threads that they belong to and the contacts.
 */
@ApplicationScoped
class Intake {

    private final MessageRepository messages;
    private final Threads threads;
    private final Contacts contacts;

    Intake(MessageRepository messages, Threads threads, Contacts contacts) {
        this.messages = messages;
        this.threads = threads;
        this.contacts = contacts;
    }

    /** In the transaction of the page. */
    void take(UUID tenant, StoredMailbox mailbox, List<NewMessage> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        var members = fresh.stream().map(m -> Member.of(m.id(), m.header())).toList();
        var found = threads.assign(tenant, mailbox.account(), members);
        messages.insert(tenant, mailbox, fresh, found);
        var seen = fresh.stream().filter(m -> !m.isDraft()).map(Intake::seen).toList();
        contacts.learn(tenant, mailbox.account(), mailbox.role(), seen);
    }

    private static Seen seen(NewMessage message) {
        return new Seen(date(message), message.header().participants(), message.isSent());
    }

    private static Instant date(NewMessage message) {
        return message.fetched().internalDate().or(message.header()::date).orElse(Instant.EPOCH);
    }
}
