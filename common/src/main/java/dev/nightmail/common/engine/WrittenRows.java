package dev.nightmail.common.engine;

import dev.nightmail.common.job.DryRunReport.Rows;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts the rows that a transaction writes, whoever writes them, in the caller's transaction. */
@ApplicationScoped
class WrittenRows {

    private static final Pattern DAY = Pattern.compile("_\\d{8}$");

    private final Sql sql;

    WrittenRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * As the session counts them. May hold rows of its earlier transactions, which it has not
     * handed to the server's statistics yet: of use only to be compared.
     */
    Map<String, Rows> now() {
        var now = new HashMap<String, Rows>();
        sql.query(
                """
                SELECT schemaname || '.' || relname AS name, n_tup_ins, n_tup_upd, n_tup_del
                FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
                """,
                row ->
                        now.put(
                                row.getString("name"),
                                new Rows(
                                        row.getLong("n_tup_ins"),
                                        row.getLong("n_tup_upd"),
                                        row.getLong("n_tup_del"))));
        return now;
    }

    /** By table, day partitions together. */
    Map<String, Rows> since(Map<String, Rows> before) {
        var written = new TreeMap<String, Rows>();
        now().forEach((name, rows) -> {
            var more = minus(rows, before.getOrDefault(name, Rows.NONE));
            if (!more.equals(Rows.NONE)) {
                written.merge(DAY.matcher(name).replaceFirst(""), more, Rows::plus);
            }
        });
        return written;
    }

    private static Rows minus(Rows rows, Rows before) {
        return new Rows(
                rows.inserted() - before.inserted(),
                rows.updated() - before.updated(),
                rows.deleted() - before.deleted());
    }
}
