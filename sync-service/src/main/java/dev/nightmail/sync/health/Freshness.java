package dev.nightmail.sync.health;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.time.Monotonic;
import dev.nightmail.sync.health.AccountHealthRepository.Ages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What Prometheus is told of how old what is held of accounts may be; not a number while the
 * database is away.
 */
@Singleton
@Startup
class Freshness {

    private static final Duration VALID = Duration.ofSeconds(10);

    private final Sql sql;
    private final AccountHealthRepository accounts;
    private final Monotonic time;
    private Optional<Look> last = Optional.empty();

    private record Look(long at, Optional<Ages> ages) {}

    Freshness(Sql sql, AccountHealthRepository accounts, Monotonic time, MeterRegistry meters) {
        this.sql = sql;
        this.accounts = accounts;
        this.time = time;
        register(meters, "0.5", Ages::p50);
        register(meters, "0.99", Ages::p99);
        register(meters, "1", Ages::oldest);
    }

    private void register(MeterRegistry meters, String quantile, ToDoubleFunction<Ages> age) {
        Gauge.builder(
                        "nightmail_sync_freshness_seconds",
                        this,
                        self -> self.look().map(age::applyAsDouble).orElse(Double.NaN))
                .description("How old what is held of accounts may be")
                .tag("quantile", quantile)
                .strongReference(true)
                .register(meters);
    }

    private synchronized Optional<Ages> look() {
        var known = last.filter(look -> time.since(look.at()).compareTo(VALID) < 0);
        if (known.isEmpty()) {
            last = Optional.of(new Look(time.nanos(), read()));
        }
        return last.flatMap(Look::ages);
    }

    private Optional<Ages> read() {
        try {
            return Optional.of(sql.transaction(Access.machinery(), accounts::ages));
        } catch (SqlException _) {
            return Optional.empty();
        }
    }
}
