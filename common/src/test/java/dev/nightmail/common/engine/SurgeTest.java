package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many jobs come at once to a process that had little to do: its connections keep plans that were
 * made for an empty queue. What it reads is counted in rows, by the server.
 */
@Tag("J9")
@Timeout(120)
class SurgeTest {

    private static final int REST = 15;
    private static final int SURGE = 6_000;
    private static final int TENANTS = 20;
    private static final long LEAST = 6_000;
    private static final long MOST = 13 * LEAST;

    /** A connection has told what it has read when it is gone. */
    private static final String CONNECTIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'nightmail_app'";

    private static final String ROWS_READ =
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relid = 'jobs.job'::regclass";

    private final TestDatabase database = TestDatabase.another();
    private final AtomicInteger runs = new AtomicInteger();

    /** Every second one ends in a transaction of its own. */
    private final LiveJob job =
            new LiveJob((args, context) -> {
                runs.incrementAndGet();
                return args.number() % 2 == 0
                        ? JobResult.completed()
                        : context.complete(chunk -> {});
            });

    @Test
    void surgeIntoATableWithoutPagesIsReadByIndex() {
        assertThat(rowsReadInASurgeAfter("VACUUM (ANALYZE, TRUNCATE) jobs.job"))
                .isBetween(LEAST, MOST);
    }

    @Test
    void surgeIntoATableWhosePagesAreEmptyIsReadByIndex() {
        database.executeAsOwner(
                """
                BEGIN;
                INSERT INTO jobs.job (id, tenant_id, kind, version, queue, priority, args, trigger, actor, created_at,
                                      state, run_at)
                SELECT uuidv7(), uuidv7(), 'test.fill', 1, 'none', 2, '{}', 'api', 'test', at, 'available', at
                FROM generate_series(1, 20000), jobs.clock() AS at;
                ROLLBACK
                """);

        assertThat(rowsReadInASurgeAfter("VACUUM (ANALYZE, TRUNCATE false) jobs.job"))
                .isBetween(LEAST, MOST);
    }

    private long rowsReadInASurgeAfter(String vacuum) {
        database.executeAsOwner("ALTER TABLE jobs.job SET (autovacuum_enabled = off)");
        try (database;
                var engine = LiveEngine.at(database, job)) {
            rest(engine);
            database.executeAsOwner(vacuum);
            rest(engine);
            enqueue(engine, SURGE);
            LiveEngine.until(() -> runs.get() == 2 * REST + SURGE);
        }
        LiveEngine.until(() -> database.countAsOwner(CONNECTIONS) == 0);
        return database.countAsOwner(ROWS_READ);
    }

    /** One job after the other: each statement gets the plan that its connection keeps. */
    private void rest(LiveEngine engine) {
        int before = runs.get();
        for (int ran = 1; ran <= REST; ran++) {
            int expected = before + ran;
            enqueue(engine, 1);
            LiveEngine.until(() -> runs.get() == expected);
        }
    }

    private void enqueue(LiveEngine engine, int jobs) {
        var wanted =
                IntStream.range(0, jobs)
                        .mapToObj(number ->
                                NewJob.of(
                                        job.kind(),
                                        new LiveJob.Args(runs.get() + number),
                                        new UUID(0, number % TENANTS),
                                        Trigger.API,
                                        "test"))
                        .toList();
        engine.test.sql.transaction(Access.machinery(), () -> engine.jobs.enqueueAll(wanted));
    }
}
