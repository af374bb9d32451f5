package dev.nightmail.sync.mailbox;

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
