package dev.nightmail.sync.body;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What callers are shown of bodies, in the transaction of a request. */
@ApplicationScoped
class BodyViewRepository {

    /** In one look, so that a job does not end between two. */
    private static final String JOB =
            """
            EXISTS (SELECT FROM jobs.job j WHERE j.id = %1$s.job_id) AS live,
            coalesce((SELECT a.error_code FROM jobs.attempt a
                      WHERE a.job_id = %1$s.job_id AND a.ended_at >= %1$s.asked_at - interval '1 day'
                      ORDER BY a.ended_at DESC LIMIT 1), '') AS error_code
            """;

    private final Sql sql;

    BodyViewRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * How it stands with something that was asked for, or not.
     *
     * @param stored the object, if there is a fresh one
     * @param job that fetches it now
     * @param failure why the last fetch failed; empty if it did not
     */
    record Standing(Optional<StoredObject> stored, Optional<UUID> job, Optional<String> failure) {

        /** In a word; what is stored is shown, however it stands with fetching it anew. */
        String state() {
            if (stored.isPresent()) {
                return "stored";
            }
            if (failure.isPresent()) {
                return "failed";
            }
            return job.isPresent() ? "asked" : "none";
        }
    }

    /** What is kept of a body. */
    record KeptBody(
            Standing standing,
            Optional<Instant> cachedAt,
            long textSize,
            int blocked,
            boolean truncated) {}

    /** What is kept of an attachment. */
    record KeptPart(Standing standing, BodyView.Attachment attachment) {}

    /** Empty when there is no such message. */
    Optional<KeptBody> find(UUID message, Duration ttl, int sanitizer) {
        return sql.queryOne(
                """
                SELECT b.job_id, b.reason, b.body_cached_at, coalesce(b.text_size, 0) AS text_size,
                       coalesce(b.text_size + b.html_size, 0) AS object_size, coalesce(b.sha256, '') AS sha256,
                       coalesce(b.blocked, 0) AS blocked, coalesce(b.truncated, false) AS truncated,
                       CASE WHEN b.body_cached_at > jobs.clock() - make_interval(secs => ?) AND b.sanitizer = ?
                            THEN b.body_ref END AS object_ref,
                """
                        + JOB.formatted("b")
                        + "FROM sync.message m LEFT JOIN sync.body b ON b.message_id = m.id"
                        + " WHERE m.id = ? AND m.gone_at IS NULL",
                row ->
                        new KeptBody(
                                toStanding(row),
                                Columns.findInstant(row, "body_cached_at"),
                                row.getLong("text_size"),
                                row.getInt("blocked"),
                                row.getBoolean("truncated")),
                ttl,
                sanitizer,
                message);
    }

    List<BodyView.Attachment> listAttachments(UUID message) {
        return sql.query(
                "SELECT * FROM sync.body_part WHERE message_id = ? ORDER BY n",
                BodyViewRepository::toAttachment,
                message);
    }

    Optional<KeptPart> findPart(UUID message, int n) {
        return sql.queryOne(
                "SELECT p.*, "
                        + JOB.formatted("p")
                        + "FROM sync.body_part p WHERE message_id = ? AND n = ?",
                row -> new KeptPart(toStanding(row), toAttachment(row)),
                message,
                n);
    }

    /** Whose message it is. */
    Optional<UUID> findAccount(UUID message) {
        return sql.queryOne(
                "SELECT account_id FROM sync.message WHERE id = ?",
                row -> Columns.uuid(row, "account_id"),
                message);
    }

    /**
     * Somebody asks: what has failed before counts no more. The row is held for the rest of the
     * transaction.
     */
    void hold(UUID message, Optional<Integer> attachment) {
        if (attachment.isPresent()) {
            sql.update(
                    """
                    UPDATE sync.body_part SET asked_at = jobs.clock(), reason = '' WHERE message_id = ? AND n = ?
                    """,
                    message,
                    attachment.get());
            return;
        }
        sql.update(
                """
                INSERT INTO sync.body (message_id, tenant_id, asked_at)
                SELECT id, tenant_id, jobs.clock() FROM sync.message WHERE id = ?
                ON CONFLICT (message_id) DO UPDATE SET asked_at = excluded.asked_at, reason = ''
                """,
                message);
    }

    /** The job is on its way. */
    void asked(UUID message, Optional<Integer> attachment, UUID job) {
        if (attachment.isPresent()) {
            sql.update(
                    "UPDATE sync.body_part SET job_id = ? WHERE message_id = ? AND n = ?",
                    job,
                    message,
                    attachment.get());
            return;
        }
        sql.update("UPDATE sync.body SET job_id = ? WHERE message_id = ?", job, message);
    }

    /** A job that is over without a word of its own was stopped, or its worker died too often. */
    private static Standing toStanding(ResultSet row) throws SQLException {
        var job = Columns.findUuid(row, "job_id");
        boolean live = row.getBoolean("live");
        var reason = Columns.findText(row, "reason").filter(text -> !text.isEmpty());
        var ended = job.isPresent() && !live ? Optional.of(ended(row)) : Optional.<String>empty();
        return new Standing(toObject(row), job.filter(_ -> live), reason.or(() -> ended));
    }

    private static Optional<StoredObject> toObject(ResultSet row) throws SQLException {
        long size = row.getLong("object_size");
        var sha256 = row.getString("sha256");
        return Columns.findText(row, "object_ref")
                .map(reference -> new StoredObject(reference, size, sha256));
    }

    private static String ended(ResultSet row) throws SQLException {
        var code = row.getString("error_code");
        return code.isEmpty() ? "stopped" : code;
    }

    private static BodyView.Attachment toAttachment(ResultSet row) throws SQLException {
        int n = row.getInt("n");
        return new BodyView.Attachment(
                n,
                row.getString("name"),
                row.getString("type"),
                row.getLong("size"),
                row.getBoolean("inline"),
                FinishedBody.url(Columns.uuid(row, "message_id"), n));
    }
}
