package dev.nightmail.notification.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.event.AccountFact;
import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.notification.alert.Notification.Matter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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

    /**
     * Takes into the mail of this job its notification and what else waits, and returns all that
     * goes with it, oldest first: it is the same at each attempt. What a job that has ended, such
     * as a cancelled one, has not mailed waits again. Empty when it goes in another's mail.
     *
     * <p>One gathers at a time: whether a carrier is still there is looked up elsewhere, and is not
     * looked up again when the row has changed since the statement began.
     *
     * @param carrier the job that mails
     */
    List<Notification> gather(UUID notification, UUID carrier, int atMost) {
        sql.query("SELECT pg_advisory_xact_lock(hashtextextended('notify.gather', 0))", row -> "");
        int fresh =
                sql.update(
                        """
                        UPDATE notify.notification AS own SET carrier_id = ?
                        WHERE id = ? AND state = 'queued'
                          AND NOT EXISTS (SELECT FROM jobs.job WHERE job.id = own.carrier_id)
                        """,
                        carrier,
                        notification);
        if (fresh == 1) {
            sql.update(
                    """
                    UPDATE notify.notification SET carrier_id = ? WHERE id IN (
                        SELECT id FROM notify.notification AS other
                        WHERE state = 'queued'
                          AND NOT EXISTS (SELECT FROM jobs.job WHERE job.id = other.carrier_id)
                        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)
                    """,
                    carrier,
                    atMost - 1);
        }
        return sql.query(
                """
                SELECT id, type, state, data FROM notify.notification
                WHERE carrier_id = ? AND state = 'queued' ORDER BY id
                """,
                this::toNotification,
                carrier);
    }

    /** All that goes in the mail of this job; likewise below. */
    void markSent(UUID carrier, String recipient, String messageId, Instant at) {
        sql.update(
                """
                UPDATE notify.notification SET state = 'sent', recipient = ?, message_id = ?, ended_at = ?
                WHERE carrier_id = ? AND state = 'queued'
                """,
                recipient,
                messageId,
                at,
                carrier);
    }

    void markSkipped(UUID carrier, Instant at) {
        end(carrier, "skipped", at);
    }

    void markFailed(UUID carrier, Instant at) {
        end(carrier, "failed", at);
    }

    private void end(UUID carrier, String state, Instant at) {
        sql.update(
                "UPDATE notify.notification SET state = ?, ended_at = ? WHERE carrier_id = ? AND"
                        + " state = 'queued'",
                state,
                at,
                carrier);
    }

    private Notification toNotification(ResultSet row) throws SQLException {
        return new Notification(
                Columns.uuid(row, "id"),
                "queued".equals(row.getString("state")),
                toMatter(row.getString("type"), row.getString("data")));
    }

    private Matter toMatter(String type, String data) {
        var ofAccount = AccountFact.Type.find(type);
        if (ofAccount.isPresent()) {
            return new Matter.OfAccount(ofAccount.get(), read(data, AccountFact.class));
        }
        var ofAlert = AlertFact.Type.find(type);
        return ofAlert.isPresent()
                ? new Matter.OfAlert(ofAlert.get(), read(data, AlertFact.class))
                : new Matter.OfJob(
                        JobFact.Type.find(type).orElseThrow(), read(data, JobFact.class));
    }

    private <T> T read(String data, Class<T> type) {
        try {
            return json.readValue(data, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored notification cannot be read", e);
        }
    }
}
