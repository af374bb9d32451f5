package dev.nightmail.common.pace;

import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The real database. */
@ApplicationScoped
class ServerRepository implements Server {

    private final Sql sql;

    ServerRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void limit(Duration longest) {
        sql.query(
                "SELECT set_config('statement_timeout', ?, true), set_config('transaction_timeout', ?, true)",
                row -> true,
                longest.toMillis() * 3 / 4 + "ms",
                longest.toMillis() + "ms");
    }

    @Override
    public Strain strain() {
        return sql.query(
                        "SELECT coalesce(extract(epoch FROM lag), 0) AS lag, waiting FROM jobs.strain()",
                        row ->
                                new Strain(
                                        Duration.ofMillis((long) (row.getDouble("lag") * 1000)),
                                        row.getInt("waiting")))
                .getFirst();
    }
}
