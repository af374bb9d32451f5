package dev.nightmail.mail.delivery;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.mail.smtp.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The messages on their way out, in the caller's transaction. */
@ApplicationScoped
class OutgoingMessageRepository {

    private final Sql sql;

    OutgoingMessageRepository(Sql sql) {
        this.sql = sql;
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
                message.envelope().sender(),
                message.envelope().recipients().toArray(String[]::new),
                raw,
                message.createdAt());
    }

    Optional<OutgoingMessage> find(UUID id) {
        return sql.queryOne(
                """
                SELECT id, job_id, account_id, message_id, mail_from, recipients, state, reply, created_at, ended_at
                FROM mail.outgoing_message WHERE id = ?
                """,
                OutgoingMessageRepository::toMessage,
                id);
    }

    /** The message as it goes over the wire. */
    byte[] getRaw(UUID id) {
        return sql.queryOne(
                        "SELECT raw FROM mail.outgoing_message WHERE id = ?",
                        row -> row.getBytes("raw"),
                        id)
                .orElseThrow();
    }

    void markSent(UUID id, String reply, Instant at) {
        end(id, "sent", reply, at);
    }

    void markFailed(UUID id, String reply, Instant at) {
        end(id, "failed", reply, at);
    }

    void markUncertain(UUID id) {
        sql.update(
                "UPDATE mail.outgoing_message SET state = 'uncertain' WHERE id = ? AND state = 'queued'",
                id);
    }

    /** It is to be sent once more. */
    void markQueued(UUID id, String reply) {
        sql.update(
                "UPDATE mail.outgoing_message SET state = 'queued', reply = ? WHERE id = ?",
                reply,
                id);
    }

    /** It stays queued. */
    void note(UUID id, String reply) {
        sql.update("UPDATE mail.outgoing_message SET reply = ? WHERE id = ?", reply, id);
    }

    private void end(UUID id, String state, String reply, Instant at) {
        sql.update(
                "UPDATE mail.outgoing_message SET state = ?, reply = ?, ended_at = ? WHERE id = ?",
                state,
                reply,
                at,
                id);
    }

    private static OutgoingMessage toMessage(ResultSet row) throws SQLException {
        return new OutgoingMessage(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "job_id"),
                Columns.uuid(row, "account_id"),
                row.getString("message_id"),
                new Envelope(
                        row.getString("mail_from"),
                        List.of((String[]) row.getArray("recipients").getArray())),
                MessageState.of(row.getString("state")),
                row.getString("reply"),
                Columns.instant(row, "created_at"),
                Columns.findInstant(row, "ended_at"));
    }
}
