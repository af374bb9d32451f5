package dev.nightmail.sync.health;

import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How many accounts and mailboxes fare badly, over all tenants, in a transaction of the machinery.
 */
@ApplicationScoped
class AccountHealthRepository {

    private final Sql sql;

    AccountHealthRepository(Sql sql) {
        this.sql = sql;
    }

    /** Each counted up to 100,001. */
    record Counts(long active, long failing, long unhealthyLedgers) {}

    /** How old what is held of accounts may be, in seconds: of half, of 99 of 100, of all. */
    record Ages(double p50, double p99, double oldest) {}

    Ages ages() {
        return sql.queryOne(
                        "SELECT p50, p99, oldest FROM sync.freshness()",
                        row ->
                                new Ages(
                                        row.getDouble("p50"),
                                        row.getDouble("p99"),
                                        row.getDouble("oldest")))
                .orElseThrow();
    }

    Counts count() {
        return sql.query(
                        """
                        SELECT (SELECT count(*) FROM (
                                   SELECT 1 FROM sync.account WHERE active LIMIT 100001) a) AS active,
                               (SELECT count(*) FROM (
                                   SELECT 1 FROM sync.failing_account LIMIT 100001) f) AS failing,
                               (SELECT count(*) FROM (
                                   (SELECT 1 FROM sync.unhealthy_mailbox LIMIT 100001)
                                   UNION ALL
                                   (SELECT 1 FROM sync.withholding_account LIMIT 100001)) u) AS unhealthy
                        """,
                        row ->
                                new Counts(
                                        row.getLong("active"),
                                        row.getLong("failing"),
                                        row.getLong("unhealthy")))
                .getFirst();
    }
}
