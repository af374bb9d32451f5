package dev.nightmail.sync;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;

/** Counts what PostgreSQL reads of a table when its plan does not know the values, as it may be. */
public final class RowsRead {

    private static final String SO_FAR =
            """
            SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) AS rows
            FROM pg_stat_xact_user_tables WHERE schemaname = 'sync' AND relname = ?
            """;

    private RowsRead() {}

    /** The rows that the work looks at, in a transaction of its own. */
    public static long of(Sql sql, Access access, String table, Runnable work) {
        return sql.transaction(
                access,
                () -> {
                    sql.update("SET LOCAL plan_cache_mode = force_generic_plan");
                    long before = soFar(sql, table);
                    work.run();
                    return soFar(sql, table) - before;
                });
    }

    private static long soFar(Sql sql, String table) {
        return sql.queryOne(SO_FAR, row -> row.getLong("rows"), table).orElseThrow();
    }
}
