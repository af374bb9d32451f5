package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Mass deletions that are withheld, in the transaction of a request. */
@ApplicationScoped
class WithheldRepository {

    private final Sql sql;

    WithheldRepository(Sql sql) {
        this.sql = sql;
    }

    /** Empty when there is no such account. */
    Optional<WithheldView> find(UUID account) {
        return sql.queryOne(
                """
                SELECT withheld_count, nullif(withheld_since, '-infinity') AS since, withheld_since = '-infinity' AS confirmed
                FROM sync.account WHERE id = ?
                """,
                row ->
                        new WithheldView(
                                row.getLong("withheld_count"),
                                Columns.findInstant(row, "since"),
                                row.getBoolean("confirmed")),
                account);
    }

    /** The next sync, which is due now, lets it go. */
    void confirm(UUID account) {
        sql.update(
                """
                UPDATE sync.account SET withheld_since = '-infinity', next_due_at = jobs.clock()
                WHERE id = ? AND withheld_count > 0
                """,
                account);
    }
}
