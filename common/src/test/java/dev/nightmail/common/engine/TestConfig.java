package dev.nightmail.common.engine;

import dev.nightmail.common.engine.QueueRepository.Limits;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The settings of an engine whose one queue has limits. */
record TestConfig(String queue, Limits limits) implements EngineConfig {

    /** As a service has them, but for the patience at its end. */
    static EngineConfig usual() {
        return pollingEvery("200ms");
    }

    /** The same, of a process that looks for itself so seldom. */
    static EngineConfig pollingEvery(String pause) {
        return of(Map.of("shutdown-grace", "1s", "poll", pause));
    }

    /** With these times of its lease. */
    static EngineConfig ofLease(Duration heartbeat, Duration selfStop, Duration lease) {
        return of(
                Map.of(
                        "heartbeat", heartbeat.toString(),
                        "self-stop", selfStop.toString(),
                        "lease", lease.toString()));
    }

    /** With these, and as usual otherwise; named after {@code nightmail.jobs}. */
    static EngineConfig of(Map<String, String> settings) {
        var config =
                new SmallRyeConfigBuilder()
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .withMapping(EngineConfig.class);
        settings.forEach((key, value) -> config.withDefaultValue("nightmail.jobs." + key, value));
        return config.build().getConfigMapping(EngineConfig.class);
    }

    @Override
    public Map<String, Integer> concurrency() {
        return Map.of();
    }

    @Override
    public Map<String, Integer> clusterConcurrency() {
        return limits.concurrency().map(most -> Map.of(queue, most)).orElse(Map.of());
    }

    @Override
    public Map<String, Integer> rate() {
        return limits.rate().map(most -> Map.of(queue, most)).orElse(Map.of());
    }

    @Override
    public Guard guard() {
        return usual().guard();
    }

    @Override
    public Duration heartbeat() {
        return usual().heartbeat();
    }

    @Override
    public Duration lease() {
        return usual().lease();
    }

    @Override
    public Duration selfStop() {
        return usual().selfStop();
    }

    @Override
    public Duration poll() {
        return usual().poll();
    }

    @Override
    public Duration shutdownGrace() {
        return usual().shutdownGrace();
    }
}
