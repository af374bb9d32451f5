package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What is known of servers, for all accounts, in the transaction of a running job. */
@ApplicationScoped
class TrustRepository {

    private final Sql sql;

    TrustRepository(Sql sql) {
        this.sql = sql;
    }

    /** Distrust ends after 30 days: servers are mended, too. */
    Trust of(UUID account) {
        return sql.queryOne(
                        """
                        SELECT lower(a.imap_host) AS host, coalesce(s.proofs, 0) AS proofs,
                               coalesce(s.distrusted_at > jobs.clock() - interval '30 days', false) AS distrusted
                        FROM sync.account a LEFT JOIN sync.server s ON s.host = lower(a.imap_host) WHERE a.id = ?
                        """,
                        row ->
                                new Trust(
                                        row.getString("host"),
                                        row.getLong("proofs"),
                                        row.getBoolean("distrusted")),
                        account)
                .orElseGet(() -> new Trust("", 0, true));
    }

    void addProof(Trust trust) {
        sql.update(
                """
                INSERT INTO sync.server (host, proofs) VALUES (?, 1)
                ON CONFLICT (host) DO UPDATE SET proofs = sync.server.proofs + 1
                """,
                trust.host());
    }

    /**
     * @param reason what was wrong, such as {@code vanished}
     */
    void distrust(Trust trust, String reason) {
        sql.update(
                """
                INSERT INTO sync.server (host, proofs, distrusted_at, reason) VALUES (?, 0, jobs.clock(), ?)
                ON CONFLICT (host) DO UPDATE SET proofs = 0, distrusted_at = jobs.clock(), reason = excluded.reason
                """,
                trust.host(),
                reason);
    }
}
