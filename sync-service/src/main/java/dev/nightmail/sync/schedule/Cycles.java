package dev.nightmail.sync.schedule;

import dev.nightmail.common.sql.Sql;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Counts cycles of accounts: from when one was due to when its sync was over. Within its interval
 * it has kept what was promised.
 */
@ApplicationScoped
public class Cycles {

    private final Sql sql;
    private final DistributionSummary intervals;
    private final MeterRegistry meters;

    public Cycles(Sql sql, MeterRegistry meters) {
        this.sql = sql;
        this.meters = meters;
        this.intervals =
                DistributionSummary.builder("nightmail_sync_cycle_intervals")
                        .description("Cycles of accounts, in intervals of the account")
                        .publishPercentiles(0.5, 0.99)
                        .register(meters);
    }

    /**
     * One has ended, if the present transaction is committed.
     *
     * @param intervals what it took; empty for one that was not due, which is not counted
     */
    public void ended(Optional<Double> intervals) {
        intervals.ifPresent(took -> sql.afterCommit(() -> count(took)));
    }

    private void count(double took) {
        intervals.record(took);
        meters.counter("nightmail_sync_cycles", "outcome", took <= 1 ? "within" : "late")
                .increment();
    }
}
