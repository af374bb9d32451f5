package dev.nightmail.sync.reading;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Instant;
import java.util.UUID;

/** Rows as a sync leaves them, of an account that is switched off. */
final class StoredMail {

    static final Instant NEWEST = Instant.parse("2026-11-20T12:00:00Z");

    final UUID account = UUID.randomUUID();
    final UUID inbox = UUID.randomUUID();
    final UUID archive = UUID.randomUUID();
    private final UUID tenant;
    private final Sql sql = TestDatabase.sql();
    private int minutes;

    StoredMail(UUID tenant) {
        this.tenant = tenant;
        sql.transact(
                Access.request(tenant),
                () ->
                        sql.update(
                                """
                                INSERT INTO sync.account (id, tenant_id, address, name, imap_host, imap_port, imap_tls,
                                                          smtp_host, smtp_port, smtp_tls, username, secret, active, state,
                                                          sync_interval_minutes, next_due_at, created_at)
                                VALUES (?, ?, ?, '', 'h', 1, 'implicit', 'h', 1, 'implicit', 'u', '', false, 'paused', 15,
                                        jobs.clock(), jobs.clock())
                                """,
                                account,
                                tenant,
                                account + "@example.com"));
        mailbox(inbox, "INBOX");
        mailbox(archive, "INBOX.Archive");
    }

    void mailbox(UUID id, String name) {
        write(
                """
                INSERT INTO sync.mailbox (id, tenant_id, account_id, name, wire_name, selected, delimiter, verified_at)
                VALUES ('%s', '%s', '%s', '%s', '%s', true, '.', jobs.clock())
                """
                        .formatted(id, tenant, account, name, name));
    }

    /** A message that came a minute before the one before it. */
    UUID add(String subject, String sender) {
        return add(subject, sender, NEWEST.minusSeconds(60L * minutes++));
    }

    UUID add(String subject, String sender, Instant at) {
        var id = UUID.randomUUID();
        sql.transact(
                Access.worker(tenant),
                () -> {
                    sql.update(
                            """
                            INSERT INTO sync.message (id, tenant_id, account_id, mailbox_id, uid, flags, internal_date, size,
                                                      subject, message_id, reference_ids, has_attachments,
                                                      structure_readable, thread_id, sender)
                            VALUES (?, ?, ?, ?, (SELECT coalesce(max(uid), 0) + 1 FROM sync.message), '{}', ?, 100, ?, ?, '{}', false,
                                    true, ?, ?)
                            """,
                            id,
                            tenant,
                            account,
                            inbox,
                            at,
                            subject,
                            id + "@example.com",
                            id,
                            sender);
                    sql.update(
                            """
                            INSERT INTO sync.participant (message_id, role, position, tenant_id, name, address)
                            VALUES (?, 'from', 0, ?, 'Name of Sender', ?), (?, 'to', 0, ?, 'Ödön Öreg', 'me@example.com')
                            """,
                            id,
                            tenant,
                            sender,
                            id,
                            tenant);
                });
        return id;
    }

    /** So many from one sender, a second apart, the newest some hours before the others. */
    void addMany(int messages, String sender, String flag) {
        write(
                """
                INSERT INTO sync.message (id, tenant_id, account_id, mailbox_id, flags, internal_date, size, subject,
                                          reference_ids, has_attachments, structure_readable, thread_id, sender)
                SELECT gen_random_uuid(), '%s', '%s', '%s', ARRAY['%s'], timestamptz '2026-11-20' - g * interval '1 second', 1,
                       'hay', '{}', false, true, gen_random_uuid(), '%s' FROM generate_series(1, %d) g
                """
                        .formatted(tenant, account, inbox, flag, sender, messages));
    }

    /** As a job of the tenant. */
    void write(String statement) {
        sql.transact(Access.worker(tenant), () -> sql.update(statement));
    }

    void set(UUID message, String assignment) {
        write("UPDATE sync.message SET " + assignment + " WHERE id = '" + message + "'");
    }
}
