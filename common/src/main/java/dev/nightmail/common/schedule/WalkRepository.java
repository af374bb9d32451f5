package dev.nightmail.common.schedule;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** That this service's schedules are walked: without a row of late there is no scheduler. */
@Singleton
public class WalkRepository {

    /** Quartz wakes the walk more often than anybody needs to know. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final String NOTE =
            """
            INSERT INTO jobs.walk AS w (service, woken_by, since, walked_at)
            SELECT ?, ?, now, now FROM jobs.clock() AS now
            ON CONFLICT (service, woken_by) DO UPDATE
            SET walked_at = excluded.walked_at,
                since = CASE WHEN extract(epoch FROM excluded.walked_at - w.walked_at) > ? THEN excluded.since
                             ELSE w.since END
            """;

    private final Sql sql;
    private final Monotonic time;
    private final String service;
    private long noted;

    /** What wakes a walk. */
    public enum WokenBy {
        /** The scheduler in a process of the service. */
        QUARTZ,
        /** Cron, or a platform, by a command or a request. */
        EXTERNAL
    }

    public WalkRepository(
            Sql sql,
            Monotonic time,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.sql = sql;
        this.time = time;
        this.service = service;
        this.noted = time.nanos() - PAUSE.toNanos();
    }

    /**
     * A walk has come to its end, well or badly; in a transaction of its own.
     *
     * @param longest what is further apart does not belong to one row of walks
     */
    public synchronized void note(WokenBy by, Duration longest) {
        if (by == WokenBy.QUARTZ && time.since(noted).compareTo(PAUSE) < 0) {
            return;
        }
        var text = by.name().toLowerCase(Locale.ROOT);
        sql.transact(Access.machinery(), () -> sql.update(NOTE, service, text, longest));
        noted = time.nanos();
    }
}
