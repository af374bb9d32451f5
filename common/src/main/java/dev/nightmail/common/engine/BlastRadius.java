package dev.nightmail.common.engine;

import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/** How much a run may destroy before a person has to look. */
@ApplicationScoped
class BlastRadius {

    /** Why a job was parked. */
    static final String CODE = "blast-radius";

    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final int RUNS = 7;

    private final Sql sql;
    private final InForce<EngineConfig> settings;

    BlastRadius(Sql sql, InForce<EngineConfig> settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /** What a run may destroy in any case. */
    long floor() {
        return settings.now().guard().floor();
    }

    /** Of a tenant's rows. */
    long share(long outOf) {
        return (long) (settings.now().guard().share() * outOf);
    }

    /**
     * What is usual for this count in runs of the kind for the tenant, and a few times that; no
     * bound as long as too few runs have destroyed any: then the share of the rows is one, and what
     * has just grown old enough to go, such as the first day after three months, is no surprise. In
     * the caller's transaction.
     */
    long usual(Claim claim, String count) {
        return sql.queryOne(
                        """
                        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY destroyed) AS median
                        FROM (SELECT (counts ->> ?)::bigint AS destroyed
                              FROM jobs.attempt
                              WHERE kind = ? AND tenant_id = ? AND job_state = 'completed' AND NOT dry_run
                                AND (counts ->> ?)::bigint > 0
                              ORDER BY ended_at DESC LIMIT ?) AS last
                        HAVING count(*) = ?
                        """,
                        row -> (long) (settings.now().guard().factor() * row.getDouble("median")),
                        count,
                        claim.kind(),
                        claim.tenant(),
                        count,
                        RUNS,
                        RUNS)
                .orElse(UNKNOWN);
    }

    /** The chunk that would go beyond is rolled back. */
    static final class ExceededException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ExceededException(String count, long destroyed) {
            super("%s reaches %d".formatted(count, destroyed));
        }
    }
}
