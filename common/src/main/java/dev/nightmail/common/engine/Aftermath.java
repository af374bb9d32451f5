package dev.nightmail.common.engine;

import dev.nightmail.common.event.Fact;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.event.Outbox;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells others how attempts ended: Prometheus, the log, who waits here, and, of jobs that need
 * somebody, the world.
 */
@Singleton
class Aftermath {

    private static final Logger LOG = Logger.getLogger("dev.nightmail.job");

    private final EngineMetrics metrics;
    private final Outbox outbox;
    private final Ends ends;
    private final StaleWrites staleWrites;

    Aftermath(EngineMetrics metrics, Outbox outbox, Ends ends, StaleWrites staleWrites) {
        this.metrics = metrics;
        this.outbox = outbox;
        this.ends = ends;
        this.staleWrites = staleWrites;
    }

    /**
     * Publishes what others must know, in the transaction of the ending. Of a dry run they must
     * know nothing.
     */
    void announce(Claim claim, Ending ending) {
        if (claim.isDryRun()) {
            return;
        }
        typeOf(ending).ifPresent(type -> publish(type.text(), claim, ending));
        if (!ending.errorCode().isEmpty()) {
            LOG.infof(
                    "attempt outcome=%s kind=%s job=%s attempt=%d tenant=%s code=%s",
                    ending.outcome(),
                    claim.kind(),
                    claim.id(),
                    claim.attempt(),
                    claim.tenant(),
                    ending.errorCode());
        }
    }

    /** Publishes how a job of an announced kind has ended, likewise. */
    void announceEnd(Claim claim, Ending ending) {
        if (!claim.isDryRun()) {
            JobFact.End.ofOutcome(ending.outcome())
                    .ifPresent(end -> publish(end.text(), claim, ending));
        }
    }

    private static Optional<JobFact.Type> typeOf(Ending ending) {
        return ending.isGivenUp() && ending.errorCode().equals(Ending.QUARANTINED)
                ? Optional.of(JobFact.Type.QUARANTINED)
                : JobFact.Type.ofOutcome(ending.outcome());
    }

    private void publish(String type, Claim claim, Ending ending) {
        var data = new JobFact(claim.id(), claim.kind(), claim.attempt(), ending.errorCode());
        outbox.add(JobFact.TOPIC, new Fact<>(type, claim.tenant(), claim.id().toString(), data));
    }

    void ended(Claim claim, String outcome, Duration took) {
        metrics.ended(claim.kind(), claim.isDryRun() ? "dry-run" : outcome, took);
        ends.tell(claim.id());
    }

    /** A completion that was written later than its job ended. */
    void written(Claim claim) {
        ends.tell(claim.id());
    }

    void refused(Claim claim) {
        refused(claim.kind(), 1);
        LOG.warnf(
                "stale write refused: kind=%s job=%s token=%d",
                claim.kind(), claim.id(), claim.token());
    }

    /** So many writes of a kind's jobs came too late. */
    void refused(String kind, int writes) {
        metrics.refused(writes);
        staleWrites.add(kind, writes);
    }

    /** A job lost its worker. */
    void rescued(Claim claim, String outcome) {
        metrics.rescued();
        LOG.warnf(
                "job lost its worker: outcome=%s kind=%s job=%s attempt=%d worker=%s",
                outcome, claim.kind(), claim.id(), claim.attempt(), claim.worker());
    }
}
