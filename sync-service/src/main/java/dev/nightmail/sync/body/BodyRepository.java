package dev.nightmail.sync.body;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.storage.StoredObject;
import dev.nightmail.sync.html.HtmlSanitizer;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.message.SafeText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is stored of bodies, written by the jobs that fetch them, in the caller's transaction. */
@ApplicationScoped
class BodyRepository {

    /** Why nothing is fetched: the account is switched off. */
    static final String RESTS = "account-rests";

    private static final int MOST_NAME = 500;

    private final Sql sql;

    BodyRepository(Sql sql) {
        this.sql = sql;
    }

    /** Where a message is now. */
    record Place(UUID account, MailboxName mailbox, long uidValidity, long uid) {}

    /** Empty when the message is gone, or lies in no mailbox for the moment. */
    Optional<Place> find(UUID message) {
        return sql.queryOne(
                """
                SELECT m.account_id, b.wire_name, b.uid_validity, m.uid
                FROM sync.message m JOIN sync.mailbox b ON b.id = m.mailbox_id WHERE m.id = ? AND m.uid IS NOT NULL
                """,
                row ->
                        new Place(
                                Columns.uuid(row, "account_id"),
                                new MailboxName(row.getString("wire_name")),
                                row.getLong("uid_validity"),
                                row.getLong("uid")),
                message);
    }

    /** Whether it has left its mailbox, and the sync looks for it. */
    boolean isLookedFor(UUID message) {
        return sql.queryOne(
                        "SELECT 1 FROM sync.message WHERE id = ? AND uid IS NULL AND gone_at IS NULL",
                        row -> true,
                        message)
                .isPresent();
    }

    /** Why the account is not served; empty when it is. */
    Optional<String> findObstacle(UUID account) {
        return sql.queryOne(
                """
                SELECT CASE WHEN active THEN 'login-refused' ELSE ? END FROM sync.account
                WHERE id = ? AND (NOT active OR state = 'error')
                """,
                row -> row.getString(1),
                RESTS,
                account);
    }

    /** Whether its account has been synced since. */
    boolean isSyncedSince(UUID message, Instant moment) {
        return sql.queryOne(
                        """
                        SELECT 1 FROM sync.message m JOIN sync.account a ON a.id = m.account_id
                        WHERE m.id = ? AND (a.last_synced_at IS NULL OR a.last_synced_at <= ?)
                        """,
                        row -> true,
                        message,
                        moment)
                .isEmpty();
    }

    /** Its account is due at once, unless the server has asked for patience. */
    void syncSoon(UUID message) {
        sql.update(
                """
                UPDATE sync.account a SET next_due_at = jobs.clock() FROM sync.message m
                WHERE m.id = ? AND a.id = m.account_id AND a.next_due_at > jobs.clock()
                  AND a.sync_error IS DISTINCT FROM 'throttled'
                """,
                message);
    }

    /** The number of the part in its message; empty when there is no such attachment. */
    Optional<String> findPart(UUID message, int n) {
        return sql.queryOne(
                "SELECT part FROM sync.body_part WHERE message_id = ? AND n = ?",
                row -> row.getString(1),
                message,
                n);
    }

    /**
     * Names the objects of a body in the place of those before.
     *
     * @return false when the message is gone
     */
    boolean store(UUID message, FinishedBody body, StoredObject object, long textSize) {
        return sql.update(
                        """
                        INSERT INTO sync.body AS b (message_id, tenant_id, body_ref, body_cached_at, text_size, html_size,
                                                    sha256, sanitizer, blocked, truncated)
                        SELECT m.id, m.tenant_id, ?, jobs.clock(), ?, ?, ?, ?, ?, ?
                        FROM (SELECT id, tenant_id FROM sync.message WHERE id = ? FOR KEY SHARE) m
                        ON CONFLICT (message_id) DO UPDATE
                        SET job_id = NULL, asked_at = NULL, reason = '', body_ref = excluded.body_ref,
                            body_cached_at = excluded.body_cached_at, text_size = excluded.text_size,
                            html_size = excluded.html_size, sha256 = excluded.sha256,
                            sanitizer = excluded.sanitizer, blocked = excluded.blocked,
                            truncated = excluded.truncated
                        """,
                        object.reference(),
                        textSize,
                        object.size() - textSize,
                        object.sha256(),
                        HtmlSanitizer.VERSION,
                        body.blocked(),
                        body.truncated(),
                        message)
                == 1;
    }

    /** The attachments of a stored body, numbered from 1. */
    void storeParts(UUID message, UUID tenant, List<Draft.Part> parts) {
        sql.update("DELETE FROM sync.body_part WHERE message_id = ?", message);
        int n = 0;
        for (var part : parts) {
            var meta = part.meta();
            sql.update(
                    """
                    INSERT INTO sync.body_part (message_id, n, tenant_id, part, name, type, size, inline, content_id,
                                                object_ref, object_size, sha256)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    message,
                    ++n,
                    tenant,
                    meta.part(),
                    SafeText.of(meta.name().orElse(""), MOST_NAME),
                    meta.type(),
                    part.size(),
                    part.isInline(),
                    SafeText.of(meta.contentId().orElse(""), MOST_NAME),
                    part.object().map(StoredObject::reference),
                    part.object().map(StoredObject::size).orElse(0L),
                    part.object().map(StoredObject::sha256).orElse(""));
        }
    }

    /** Names the object of an attachment; false when there is no such attachment any more. */
    boolean storePart(UUID message, int n, StoredObject object) {
        return sql.update(
                        """
                        UPDATE sync.body_part
                        SET object_ref = ?, object_size = ?, size = ?, sha256 = ?,
                            job_id = NULL, asked_at = NULL, reason = ''
                        WHERE message_id = ? AND n = ?
                        """,
                        object.reference(),
                        object.size(),
                        object.size(),
                        object.sha256(),
                        message,
                        n)
                == 1;
    }

    /** It is not to be had; who asks is told why. */
    void fail(UUID message, Optional<Integer> attachment, String reason) {
        if (attachment.isPresent()) {
            sql.update(
                    """
                    UPDATE sync.body_part SET reason = ?, job_id = NULL, asked_at = NULL WHERE message_id = ? AND n = ?
                    """,
                    reason,
                    message,
                    attachment.get());
            return;
        }
        sql.update(
                """
                INSERT INTO sync.body (message_id, tenant_id, reason)
                SELECT id, tenant_id, ? FROM sync.message WHERE id = ? FOR KEY SHARE
                ON CONFLICT (message_id) DO UPDATE
                SET reason = excluded.reason, job_id = NULL, asked_at = NULL
                """,
                reason,
                message);
    }

    /** A message whose body is lacking, and whose message it is. */
    record Lacking(UUID message, UUID account) {}

    /** Those of the messages that have no body, or an old one, and whose fetch has not failed. */
    List<Lacking> listWithout(Collection<UUID> messages, Duration ttl) {
        return sql.query(
                """
                SELECT m.id, m.account_id FROM sync.message m LEFT JOIN sync.body b ON b.message_id = m.id
                WHERE m.id = ANY (?::uuid[]) AND coalesce(b.reason, '') = ''
                  AND (b.body_cached_at IS NULL OR b.body_cached_at <= jobs.clock() - make_interval(secs => ?))
                """,
                row -> new Lacking(Columns.uuid(row, "id"), Columns.uuid(row, "account_id")),
                messages.stream().map(UUID::toString).toArray(String[]::new),
                ttl);
    }

    /** Those of the objects that no row of anybody names. */
    List<String> listUnnamed(List<String> references) {
        return sql.query(
                "SELECT ref FROM sync.unnamed_objects(?::text[]) AS ref",
                row -> row.getString("ref"),
                (Object) references.toArray(String[]::new));
    }
}
