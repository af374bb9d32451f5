package dev.nightmail.mail.delivery;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The messages on their way out, in the caller's transaction. What they say is encrypted, bound to
 * tenant and message; what their way needs is not: addresses, Message-ID, state.
 */
@ApplicationScoped
class OutgoingMessageRepository {

    private final Sql sql;
    private final Secrets secrets;

    OutgoingMessageRepository(Sql sql, Secrets secrets) {
        this.sql = sql;
        this.secrets = secrets;
    }

    /** A key of a tenant's, and the digest of the request that came under it. */
    record Keyed(UUID tenant, String key, String digest) {}

    /**
     * Takes the key for the message, or finds the one that has it. Waits for a transaction that is
     * about to take the same key.
     *
     * @throws Problem 422 when the key was taken for another request
     */
    UUID takeKey(Keyed request, UUID message) {
        int taken =
                sql.update(
                        """
                        INSERT INTO mail.idempotency_key (tenant_id, key, message_id, request) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """,
                        request.tenant(),
                        request.key(),
                        message,
                        secrets.encrypt(request.digest(), request.tenant(), message));
        return taken == 1 ? message : holder(request);
    }

    void insert(UUID tenant, OutgoingMessage message, byte[] raw) {
        sql.update(
                """
                INSERT INTO mail.outgoing_message (id, tenant_id, job_id, account_id, message_id, mail_from, recipients,
                                                   raw, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                message.id(),
                tenant,
                message.jobId(),
                message.accountId(),
                message.messageId(),
                message.mailFrom(),
                message.recipients().addresses().toArray(String[]::new),
                secrets.encryptBytes(raw, tenant, message.id()),
                message.createdAt());
    }

    /**
     * A queued message whose job is over is nobody's to send: it has failed, unless the job was
     * cancelled. One whose job the engine holds in doubt is uncertain.
     */
    Optional<OutgoingMessage> find(UUID id) {
        return sql.queryOne(
                """
                SELECT m.id, job_id, account_id, message_id, mail_from, recipients, m.state AS stored,
                       recipient_states, recipient_replies,
                       CASE WHEN m.state <> 'queued' THEN m.state
                            WHEN j.id IS NULL AND (
                                EXISTS (SELECT FROM jobs.attempt a
                                        WHERE a.job_id = m.job_id AND a.job_state = 'cancelled')
                                OR EXISTS (SELECT FROM jobs.job_failure f
                                           WHERE f.job_id = m.job_id AND f.job_state = 'cancelled')) THEN 'cancelled'
                            WHEN j.id IS NULL THEN 'failed'
                            WHEN j.reason = 'uncertain' THEN 'uncertain'
                            ELSE 'queued' END AS state,
                       reply, m.created_at, ended_at
                FROM mail.outgoing_message m LEFT JOIN jobs.job j ON j.id = m.job_id WHERE m.id = ?
                """,
                OutgoingMessageRepository::toMessage,
                id);
    }

    /** The message as it goes over the wire. */
    byte[] getRaw(UUID tenant, UUID id) {
        return sql.queryOne(
                        "SELECT raw FROM mail.outgoing_message WHERE id = ?",
                        row -> secrets.decryptBytes(row.getBytes("raw"), tenant, id),
                        id)
                .orElseThrow();
    }

    /** What has become of it; it ends when the last recipient is decided. */
    void update(UUID id, Recipients recipients, Instant at) {
        var state = recipients.state();
        boolean differs = recipients.differ();
        sql.update(
                """
                UPDATE mail.outgoing_message
                SET state = ?, reply = ?, recipient_states = ?, recipient_replies = ?, ended_at = ? WHERE id = ?
                """,
                state.text(),
                recipients.reply(),
                differs ? recipients.texts(one -> one.state().text()) : new String[0],
                differs ? recipients.texts(Recipient::reply) : new String[0],
                state.isOver() ? Optional.of(at) : Optional.empty(),
                id);
    }

    private UUID holder(Keyed request) {
        return sql.queryOne(
                        "SELECT message_id, request FROM mail.idempotency_key WHERE key = ?",
                        row -> {
                            var holder = Columns.uuid(row, "message_id");
                            var digest =
                                    secrets.decrypt(
                                            row.getBytes("request"), request.tenant(), holder);
                            if (!digest.equals(request.digest())) {
                                throw Problem.unprocessable(
                                        "idempotency-key-reused",
                                        "This Idempotency-Key came with another request before.");
                            }
                            return holder;
                        },
                        request.key())
                .orElseThrow();
    }

    private static OutgoingMessage toMessage(ResultSet row) throws SQLException {
        return new OutgoingMessage(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "job_id"),
                Columns.uuid(row, "account_id"),
                row.getString("message_id"),
                row.getString("mail_from"),
                StoredRecipients.read(row).in(MessageState.of(row.getString("state"))),
                Columns.instant(row, "created_at"),
                Columns.findInstant(row, "ended_at"));
    }
}
