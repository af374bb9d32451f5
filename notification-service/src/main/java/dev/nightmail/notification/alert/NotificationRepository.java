package dev.nightmail.notification.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The notifications, in the caller's transaction. */
@ApplicationScoped
class NotificationRepository {

    private final Sql sql;
    private final ObjectMapper json;

    NotificationRepository(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** A notification as it is first written. */
    record New(
            UUID id,
            UUID tenant,
            String type,
            UUID subject,
            int occurrence,
            JsonNode data,
            Instant at) {}

    /** False when there is one of this type for this subject's occurrence already. */
    boolean insert(New fresh) {
        return sql.update(
                        """
                        INSERT INTO notify.notification (id, tenant_id, type, subject_id, occurrence, data, created_at)
                        VALUES (?, ?, ?, ?, ?, ?::jsonb, ?)
                        ON CONFLICT (tenant_id, type, subject_id, occurrence) DO NOTHING
                        """,
                        fresh.id(),
                        fresh.tenant(),
                        fresh.type(),
                        fresh.subject(),
                        fresh.occurrence(),
                        fresh.data().toString(),
                        fresh.at())
                == 1;
    }

    Optional<Notification> find(UUID id) {
        return sql.queryOne(
                "SELECT id, type, state, data FROM notify.notification WHERE id = ?",
                this::toNotification,
                id);
    }

    void markSent(UUID id, String recipient, String messageId, Instant at) {
        sql.update(
                """
                UPDATE notify.notification SET state = 'sent', recipient = ?, message_id = ?, ended_at = ?
                WHERE id = ?
                """,
                recipient,
                messageId,
                at,
                id);
    }

    void markSkipped(UUID id, Instant at) {
        end(id, "skipped", at);
    }

    void markFailed(UUID id, Instant at) {
        end(id, "failed", at);
    }

    private void end(UUID id, String state, Instant at) {
        sql.update(
                "UPDATE notify.notification SET state = ?, ended_at = ? WHERE id = ?",
                state,
                at,
                id);
    }

    private Notification toNotification(ResultSet row) throws SQLException {
        return new Notification(
                Columns.uuid(row, "id"),
                "queued".equals(row.getString("state")),
                JobFact.Type.find(row.getString("type")).orElseThrow(),
                toJob(row.getString("data")));
    }

    private JobFact toJob(String data) {
        try {
            return json.readValue(data, JobFact.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored notification cannot be read", e);
        }
    }
}
