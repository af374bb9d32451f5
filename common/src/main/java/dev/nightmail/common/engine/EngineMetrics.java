package dev.nightmail.common.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What Prometheus is told of the jobs of this process. */
@Singleton
class EngineMetrics {

    private final MeterRegistry registry;

    EngineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void ended(String kind, String outcome, Duration took) {
        registry.timer(
                        "nightmail_job_attempt",
                        List.of(Tag.of("kind", kind), Tag.of("outcome", outcome)))
                .record(took);
    }

    /** Writes of workers that had lost their job. */
    void refused(int writes) {
        registry.counter("nightmail_job_stale_writes").increment(writes);
    }

    /** Jobs of a kind that met a concurrency key which another job has. */
    void blocked(String kind, int jobs) {
        registry.counter("nightmail_job_blocked", "kind", kind).increment(jobs);
    }

    void rescued() {
        registry.counter("nightmail_job_rescues").increment();
    }
}
