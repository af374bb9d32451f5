package dev.nightmail.bench.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * db-scheduler with one-time tasks, the polling strategy that it documents for throughput, and a
 * connection for each thread.
 */
final class DbSchedulerQueue implements Contender {

    /** For polling and housekeeping. */
    private static final int MORE_CONNECTIONS = 4;

    /** In multiples of the threads; of four pairs between 0.5–1 and 4–20 the fastest here. */
    private static final double FETCH_BELOW = 4.0;

    private static final double FETCH_UP_TO = 20.0;

    /** Its table and indexes for PostgreSQL. */
    static final String SCHEMA =
            """
            CREATE TABLE IF NOT EXISTS scheduled_tasks (
                task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
                last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
                PRIMARY KEY (task_name, task_instance));
            CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
            CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
            """;

    private final OneTimeTask<Integer> task;
    private final Scheduler scheduler;

    private DbSchedulerQueue(DataSource database, int threads, IntConsumer work) {
        task =
                Tasks.oneTime("do-little", Integer.class)
                        .execute((instance, context) -> work.accept(instance.getData()));
        scheduler =
                Scheduler.create(database, task)
                        .threads(threads)
                        .pollingInterval(Duration.ofMillis(200))
                        .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                        .enableImmediateExecution()
                        .schedulerName(new SchedulerName.Fixed("bench"))
                        .build();
    }

    static Contender working(Pools pools, int threads, IntConsumer work) {
        return new DbSchedulerQueue(pools.plain(threads + MORE_CONNECTIONS), threads, work);
    }

    /** Tasks that store a row, in a transaction before that of their end. */
    static Contender storing(Pools pools, int threads, IntConsumer work) {
        var database = pools.plain(2 * threads + MORE_CONNECTIONS);
        return new DbSchedulerQueue(
                database,
                threads,
                number -> {
                    work.accept(number);
                    store(database, number);
                });
    }

    private static void store(DataSource database, int number) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(Stored.INSERT)) {
            insert.setInt(1, number);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void fill(int jobs) {
        Stream<TaskInstance<?>> instances =
                IntStream.range(0, jobs)
                        .mapToObj(number -> task.instance(Integer.toString(number), number));
        scheduler.scheduleBatch(instances, Instant.now());
    }

    @Override
    public void enqueue(int number) {
        scheduler.schedule(task.instance(Integer.toString(number), number), Instant.now());
    }

    @Override
    public void start() {
        scheduler.start();
    }

    @Override
    public void stop() {
        scheduler.stop();
    }

    @Override
    public Backlog backlog() {
        return Backlog.rows("scheduled_tasks");
    }
}
