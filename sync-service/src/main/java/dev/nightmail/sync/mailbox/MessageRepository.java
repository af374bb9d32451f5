package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Columnar;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.contact.ContactAddress;
import dev.nightmail.sync.imap.FlagUpdate;
import dev.nightmail.sync.message.AttachmentMeta;
import dev.nightmail.sync.message.MessageHeader;
import dev.nightmail.sync.message.Participant;
import dev.nightmail.sync.message.Participant.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Stores messages by the page, in the transaction of a running job. */
@ApplicationScoped
class MessageRepository {

    private static final String INSERT =
            """
            INSERT INTO sync.message (id, identity, tenant_id, account_id, mailbox_id, uid, modseq, flags, internal_date, sent_at,
                                      size, subject, message_id, in_reply_to, reference_ids, list_id, auto_submitted,
                                      has_attachments, structure_readable, thread_id, sender)
            SELECT id, identity, ?, ?, ?, uid, modseq, string_to_array(flags, ' '),
                   coalesce(internal_date, sent_at, 'epoch'), sent_at, size, subject,
                   nullif(message_id, ''), nullif(in_reply_to, ''), string_to_array(reference_ids, ' '),
                   nullif(list_id, ''), nullif(auto_submitted, ''), has_attachments, structure_readable,
                   thread_id, sender
            FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[],
                        ?::timestamptz[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[],
                        ?::boolean[], ?::uuid[], ?::text[])
                AS new (id, identity, uid, modseq, flags, internal_date, sent_at, size, subject, message_id, in_reply_to,
                        reference_ids, list_id, auto_submitted, has_attachments, structure_readable, thread_id, sender)
            """;

    private static final String INSERT_PARTICIPANTS =
            """
            INSERT INTO sync.participant (message_id, role, position, tenant_id, name, address)
            SELECT message_id, role, position, ?, name, address
            FROM unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[])
                AS new (message_id, role, position, name, address)
            """;

    private static final String INSERT_ATTACHMENTS =
            """
            INSERT INTO sync.attachment (message_id, part, tenant_id, name, type, size, disposition, content_id)
            SELECT message_id, part, ?, name, type, size, disposition, content_id
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                AS new (message_id, part, name, type, size, disposition, content_id)
            ON CONFLICT DO NOTHING
            """;

    private final Sql sql;

    MessageRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Stores the messages with their people and attachments; none is stored yet.
     *
     * @param threads of each by its id
     */
    void insert(
            UUID tenant, StoredMailbox mailbox, List<NewMessage> page, Map<UUID, UUID> threads) {
        var m = new Columnar<>(page);
        sql.update(
                INSERT,
                tenant,
                mailbox.account(),
                mailbox.id(),
                m.texts(NewMessage::id),
                m.texts(NewMessage::identity),
                m.texts(NewMessage::uid),
                m.found(n -> n.fetched().modSeq().stream().boxed().findFirst()),
                m.texts(n -> String.join(" ", n.fetched().flags())),
                m.found(n -> n.fetched().internalDate()),
                m.found(n -> n.header().date()),
                m.texts(n -> n.fetched().size()),
                m.texts(n -> n.header().subject()),
                m.texts(n -> n.header().messageId().orElse("")),
                m.texts(n -> n.header().inReplyTo().orElse("")),
                m.texts(n -> String.join(" ", n.header().references())),
                m.texts(n -> n.header().listId().orElse("")),
                m.texts(n -> n.header().autoSubmitted().orElse("")),
                m.texts(n -> !n.fetched().attachments().isEmpty()),
                m.texts(n -> n.fetched().structureReadable()),
                m.found(n -> Optional.ofNullable(threads.get(n.id()))),
                m.texts(n -> sender(n.header())));
        insertParticipants(tenant, page);
        insertAttachments(tenant, page);
    }

    /** Whom it is from, as lists look for it; empty when that is no address. */
    private static String sender(MessageHeader header) {
        return header.participants().stream()
                .filter(person -> person.role() == Role.FROM)
                .flatMap(person -> ContactAddress.of(person.address()).stream())
                .findFirst()
                .orElse("");
    }

    /** A message and one person in its header. */
    private record Person(UUID message, Participant participant) {}

    private void insertParticipants(UUID tenant, List<NewMessage> page) {
        var people = new ArrayList<Person>();
        for (var message : page) {
            message.header().participants().forEach(p -> people.add(new Person(message.id(), p)));
        }
        var p = new Columnar<>(people);
        sql.update(
                INSERT_PARTICIPANTS,
                tenant,
                p.texts(Person::message),
                p.texts(n -> n.participant().role().name().toLowerCase(Locale.ROOT)),
                p.texts(n -> n.participant().position()),
                p.texts(n -> n.participant().name()),
                p.texts(n -> n.participant().address()));
    }

    /** A message and one of its attachments. */
    private record Attached(UUID message, AttachmentMeta attachment) {}

    private void insertAttachments(UUID tenant, List<NewMessage> page) {
        var attached = new ArrayList<Attached>();
        for (var message : page) {
            message.fetched()
                    .attachments()
                    .forEach(a -> attached.add(new Attached(message.id(), a)));
        }
        if (attached.isEmpty()) {
            return;
        }
        var a = new Columnar<>(attached);
        sql.update(
                INSERT_ATTACHMENTS,
                tenant,
                a.texts(Attached::message),
                a.texts(n -> n.attachment().part()),
                a.texts(n -> n.attachment().name().orElse("")),
                a.texts(n -> n.attachment().type()),
                a.texts(n -> n.attachment().size()),
                a.texts(n -> n.attachment().disposition().orElse("")),
                a.texts(n -> n.attachment().contentId().orElse("")));
    }

    /** A message whose flags, or labels, were set. */
    record Flagged(UUID id, List<String> flags, Optional<List<String>> labels) {}

    /** Whether the messages have these flags, as far as they are stored. */
    boolean haveFlags(StoredMailbox mailbox, Collection<FlagUpdate> updates) {
        var u = new Columnar<>(List.copyOf(updates));
        return sql.queryOne(
                        """
                        SELECT 1 FROM sync.message m JOIN unnest(?::bigint[], ?::text[]) AS n (uid, flags) USING (uid)
                        WHERE m.mailbox_id = ? AND m.flags <> string_to_array(n.flags, ' ') LIMIT 1
                        """,
                        row -> true,
                        u.texts(FlagUpdate::uid),
                        u.texts(n -> String.join(" ", n.flags())),
                        mailbox.id())
                .isEmpty();
    }

    /** Sets flags and labels where they differ; returns what has changed. */
    List<Flagged> updateFlags(StoredMailbox mailbox, Collection<FlagUpdate> updates) {
        var u = new Columnar<>(List.copyOf(updates));
        return sql.query(
                """
                UPDATE sync.message m
                SET flags = string_to_array(n.flags, ' '), modseq = n.modseq,
                    labels = coalesce(string_to_array(n.labels, E'\n'), m.labels)
                FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[]) AS n (uid, flags, modseq, labels)
                WHERE m.mailbox_id = ? AND m.uid = n.uid
                  AND (m.flags <> string_to_array(n.flags, ' ') OR m.labels IS DISTINCT FROM
                       coalesce(string_to_array(n.labels, E'\n'), m.labels))
                RETURNING m.id, m.flags, m.labels
                """,
                row ->
                        new Flagged(
                                Columns.uuid(row, "id"),
                                List.of((String[]) row.getArray("flags").getArray()),
                                Columns.findTexts(row, "labels")),
                u.texts(FlagUpdate::uid),
                u.texts(n -> String.join(" ", n.flags())),
                u.found(n -> n.modSeq().stream().boxed().findFirst()),
                u.found(n -> n.labels().map(labels -> String.join("\n", labels))),
                mailbox.id());
    }
}
