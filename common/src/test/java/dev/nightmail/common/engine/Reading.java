package dev.nightmail.common.engine;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;

/**
 * Counts what a statement reads of the tables of jobs: the work of the database, without a clock.
 */
record Reading(Sql sql) {

    /**
     * Rows that an index led to are counted with the index, others with the table. The clock is a
     * table in tests only.
     */
    private static final String READ =
            """
            SELECT sum(pg_stat_get_xact_tuples_fetched(c.oid))
                       + sum(pg_stat_get_xact_tuples_returned(c.oid)) FILTER (WHERE relkind = 'r') AS rows,
                   sum(pg_stat_get_xact_blocks_fetched(c.oid)) AS pages
            FROM pg_class c
            WHERE relnamespace = 'jobs'::regnamespace AND relkind IN ('r', 'i') AND relname <> 'test_clock'
            """;

    /**
     * What was read.
     *
     * @param rows of tables, those that did not match included
     * @param pages of tables and of indexes, from memory or not
     */
    record Cost(long rows, long pages) {}

    /**
     * What the action costs under the plans that connections keep, which know no arguments;
     * triggers are counted, too. What it did is rolled back.
     */
    Cost of(Runnable action) {
        return sql.rolledBack(
                Access.machinery(),
                () -> {
                    sql.update("SET LOCAL plan_cache_mode = force_generic_plan");
                    var before = read();
                    action.run();
                    var after = read();
                    return new Cost(after.rows - before.rows, after.pages - before.pages);
                });
    }

    /** The same, begun as the engine begins where it reads or writes many jobs. */
    Cost ofMany(Runnable action) {
        return of(() -> {
            sql.query(QueueRepository.BY_INDEX.query(), row -> true);
            action.run();
        });
    }

    private Cost read() {
        return sql.queryOne(READ, row -> new Cost(row.getLong("rows"), row.getLong("pages")))
                .orElseThrow();
    }
}
