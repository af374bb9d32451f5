package dev.nightmail.sync.health;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How the syncs of accounts stand, in the transaction of a request. */
@ApplicationScoped
class StatusRepository {

    private static final String SELECT =
            """
            SELECT a.*, CASE WHEN a.active AND a.state <> 'error' THEN a.next_due_at END AS due_at,
                   j.state IS NOT NULL AND j.state <> 'running' AS waits, coalesce(j.state = 'running', false) AS runs
            FROM sync.account a
            LEFT JOIN jobs.job j ON j.tenant_id = a.tenant_id AND j.unique_key = 'sync:' || a.id
            WHERE %s
            """;

    private final Sql sql;

    StatusRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<StatusView> find(UUID account) {
        return sql.queryOne(SELECT.formatted("a.id = ?"), StatusRepository::toView, account);
    }

    List<StatusView> list(Optional<UUID> after, int atMost) {
        var values = new ArrayList<Object>();
        after.ifPresent(values::add);
        values.add(atMost);
        var beyond = after.isPresent() ? "a.id > ?" : "true";
        return sql.query(
                SELECT.formatted(beyond + " ORDER BY a.id LIMIT ?"),
                StatusRepository::toView,
                values.toArray());
    }

    private static StatusView toView(ResultSet row) throws SQLException {
        return new StatusView(
                Columns.uuid(row, "id"),
                row.getString("state"),
                row.getBoolean("waits") ? 1 : 0,
                row.getBoolean("runs") ? 1 : 0,
                row.getLong("syncs_completed"),
                row.getLong("syncs_failed"),
                Columns.findInstant(row, "fresh_at"),
                Columns.findInstant(row, "due_at"),
                Columns.findInstant(row, "lacks_since"),
                Columns.findInstant(row, "unwell_since"));
    }
}
