package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Columnar;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Deletes what was stored of an account, some at a time, in the transaction of a running job. */
@ApplicationScoped
class RemovalRepository {

    private final Sql sql;

    RemovalRepository(Sql sql) {
        this.sql = sql;
    }

    /** Up to where messages were deleted, newest first. */
    record Reached(Instant date, UUID message) {}

    /** The messages below that, in order; the last is where the next ones begin. */
    List<Reached> listMessages(UUID account, Optional<Reached> below, int atMost) {
        return sql.query(
                """
                SELECT internal_date, id FROM sync.message
                WHERE account_id = ? AND (?::uuid IS NULL OR (internal_date, id) < (?::timestamptz, ?::uuid))
                ORDER BY internal_date DESC, id DESC LIMIT ?
                """,
                row -> new Reached(Columns.instant(row, "internal_date"), Columns.uuid(row, "id")),
                account,
                below.map(Reached::message),
                below.map(Reached::date),
                below.map(Reached::message),
                atMost);
    }

    void deleteMessages(List<Reached> messages) {
        sql.update(
                "DELETE FROM sync.message WHERE id = ANY (?::uuid[])",
                (Object) new Columnar<>(messages).texts(Reached::message));
    }

    /** What was received, by identity in order; returns the identities. */
    List<UUID> deleteReceived(UUID account, Optional<UUID> after, int atMost) {
        return sql.query(
                """
                DELETE FROM sync.received WHERE account_id = ? AND identity IN (
                    SELECT identity FROM sync.received
                    WHERE account_id = ? AND (?::uuid IS NULL OR identity > ?::uuid) ORDER BY identity LIMIT ?)
                RETURNING identity
                """,
                row -> Columns.uuid(row, "identity"),
                account,
                account,
                after,
                after,
                atMost);
    }

    /** A mailbox without messages, with what is in quarantine. */
    void deleteMailbox(StoredMailbox mailbox) {
        sql.update("DELETE FROM sync.quarantine WHERE mailbox_id = ?", mailbox.id());
        sql.update("DELETE FROM sync.mailbox WHERE id = ?", mailbox.id());
    }
}
