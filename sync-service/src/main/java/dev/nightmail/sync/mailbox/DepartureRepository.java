package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Messages that lie nowhere, and those that are gone; in the transaction of a running job. */
@ApplicationScoped
class DepartureRepository {

    private static final String MAY_GO =
            """
            m.uid IS NULL AND m.gone_at IS NULL
            AND NOT EXISTS (
                SELECT FROM sync.mailbox b
                WHERE b.account_id = m.account_id AND (b.id = m.mailbox_id OR b.role = 'all') AND b.problem <> '')
            """;

    private final Sql sql;

    DepartureRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * How many messages of the account lie nowhere, and may go: what lay in a mailbox that could
     * not be brought up to date may be there still.
     */
    long countWithoutPlace(UUID account) {
        return sql.queryOne(
                        """
                        SELECT count(*) FROM sync.message m WHERE account_id = ? AND %s
                        """
                                .formatted(MAY_GO),
                        row -> row.getLong(1),
                        account)
                .orElseThrow();
    }

    /** Hides some of them; returns which. */
    List<UUID> hide(UUID account, int atMost) {
        return sql.query(
                """
                UPDATE sync.message SET gone_at = jobs.clock() WHERE id IN (
                    SELECT id FROM sync.message m WHERE account_id = ? AND %s ORDER BY id LIMIT ?)
                RETURNING id
                """
                        .formatted(MAY_GO),
                row -> Columns.uuid(row, "id"),
                account,
                atMost);
    }

    /** Deletes some that have been gone for so long; returns how many. */
    int purge(UUID account, Duration kept, int atMost) {
        return sql.update(
                """
                DELETE FROM sync.message WHERE id IN (
                    SELECT id FROM sync.message
                    WHERE account_id = ? AND uid IS NULL AND gone_at < jobs.clock() - make_interval(secs => ?)
                    ORDER BY gone_at LIMIT ?)
                """,
                account,
                kept,
                atMost);
    }
}
