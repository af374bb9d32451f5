package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Columnar;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
        var values = new ArrayList<Object>(List.of(account));
        below.ifPresent(at -> Collections.addAll(values, at.date(), at.message()));
        values.add(atMost);
        return sql.query(
                """
                SELECT internal_date, id FROM sync.message WHERE account_id = ? %s
                ORDER BY internal_date DESC, id DESC LIMIT ?
                """
                        .formatted(below.isPresent() ? "AND (internal_date, id) < (?, ?)" : ""),
                row -> new Reached(Columns.instant(row, "internal_date"), Columns.uuid(row, "id")),
                values.toArray());
    }

    void deleteMessages(List<Reached> messages) {
        sql.update(
                "DELETE FROM sync.message WHERE id = ANY (?::uuid[])",
                (Object) new Columnar<>(messages).texts(Reached::message));
    }

    /** What is kept of an account besides its messages, by a key of its own. */
    enum Kept {
        RECEIVED("sync.received", "identity"),
        THREAD_KEYS("sync.thread_key", "hash"),
        THREAD_JOINS("sync.thread_join", "thread_id"),
        CONTACTS("sync.contact", "address");

        private final String table;
        private final String key;

        Kept(String table, String key) {
            this.table = table;
            this.key = key;
        }

        /** Both are words of ours. */
        private String statement(boolean isBehind) {
            var type = this == CONTACTS ? "text" : "uuid";
            var behind = isBehind ? "AND %s > (?)::%s".formatted(key, type) : "";
            return """
            WITH few AS (
                SELECT %2$s AS key FROM %1$s
                WHERE account_id = ? %3$s ORDER BY %2$s LIMIT ?),
            gone AS (DELETE FROM %1$s WHERE account_id = ? AND %2$s IN (SELECT key FROM few))
            SELECT key::text AS last, (SELECT count(*) FROM few) AS rows FROM few ORDER BY key DESC LIMIT 1
            """
                    .formatted(table, key, behind);
        }
    }

    /** Up to where rows were deleted, and how many. */
    record Deleted(Optional<String> last, int rows) {}

    /** Deletes some of these, in the order of their keys. */
    Deleted delete(Kept kept, UUID account, Optional<String> after, int atMost) {
        var values = new ArrayList<Object>(List.of(account));
        after.ifPresent(values::add);
        Collections.addAll(values, atMost, account);
        return sql.queryOne(
                        kept.statement(after.isPresent()),
                        row -> new Deleted(Columns.findText(row, "last"), row.getInt("rows")),
                        values.toArray())
                .orElseGet(() -> new Deleted(after, 0));
    }

    /** A mailbox without messages, with what is in quarantine. */
    void deleteMailbox(StoredMailbox mailbox) {
        sql.update("DELETE FROM sync.quarantine WHERE mailbox_id = ?", mailbox.id());
        sql.update("DELETE FROM sync.mailbox WHERE id = ?", mailbox.id());
    }
}
