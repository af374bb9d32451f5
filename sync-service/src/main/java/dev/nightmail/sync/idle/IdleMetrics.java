package dev.nightmail.sync.idle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** What Prometheus is told of the connections of this process that listen. */
@Singleton
class IdleMetrics {

    private final MeterRegistry registry;

    IdleMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void connections(Supplier<Number> open) {
        Gauge.builder("nightmail_idle_connections", open).register(registry);
    }

    /** A server has said that something has happened. */
    void heard() {
        registry.counter("nightmail_idle_heard").increment();
    }

    /** A connection has ended that should not have. */
    void broken() {
        registry.counter("nightmail_idle_broken").increment();
    }
}
