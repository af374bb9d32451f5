package dev.nightmail.bench.queue;

import dev.nightmail.bench.Arrivals;
import dev.nightmail.bench.Database;
import dev.nightmail.local.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** What jobs waited, in milliseconds. */
record Latency(double p50, double p99) {

    private static final long MINUTES_OF_PATIENCE = 3;

    /**
     * How many a second, and how many of them are measured; those of a second before get the
     * connections opened and the statements prepared.
     */
    record Pace(int perSecond, int measured) {

        private int jobs() {
            return perSecond + measured;
        }

        private Arrivals arrivals() {
            return new Arrivals(jobs(), Duration.ofSeconds(1).dividedBy(perSecond));
        }
    }

    /** Queues whose jobs call back when they start. */
    enum Contenders {
        NIGHTMAIL("nightmail") {
            @Override
            Contender at(Pools pools, int concurrency, IntConsumer work) {
                return NightmailQueue.returning(pools, concurrency, work);
            }
        },
        DB_SCHEDULER("db-scheduler 16.12.0, immediate execution") {
            @Override
            Contender at(Pools pools, int concurrency, IntConsumer work) {
                return DbSchedulerQueue.working(pools, concurrency, work);
            }
        },
        JOBRUNR("JobRunr 8.7.0, polls every 5 s") {
            @Override
            Contender at(Pools pools, int concurrency, IntConsumer work) {
                return new JobRunrQueue(pools, concurrency, work);
            }
        };

        private final String title;

        Contenders(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Whether it keeps up with a thousand jobs a second. */
        boolean isQuick() {
            return this != JOBRUNR;
        }

        abstract Contender at(Pools pools, int concurrency, IntConsumer work);
    }

    static Latency measure(Database database, Contenders contender, int concurrency, Pace pace) {
        var begun = new long[pace.jobs()];
        var waited = new long[pace.jobs()];
        var left = new CountDownLatch(pace.jobs());
        try (var pools = Pools.of(database);
                var connection = database.connect()) {
            var queue =
                    contender.at(
                            pools,
                            concurrency,
                            number -> {
                                waited[number] = System.nanoTime() - begun[number];
                                left.countDown();
                            });
            queue.start();
            pace.arrivals()
                    .each(number -> {
                        begun[number] = System.nanoTime();
                        queue.enqueue(number);
                    });
            if (!left.await(MINUTES_OF_PATIENCE, TimeUnit.MINUTES)) {
                throw new Refusal(contender.title() + " has not run all jobs");
            }
            Drain.awaitEmpty(connection, queue.backlog());
            queue.stop();
            database.execute("TRUNCATE jobs.attempt, jobs.job, " + queue.backlog().table());
        } catch (SQLException e) {
            throw new Refusal(contender.title() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("stopped while " + contender.title() + " was measured", e);
        }
        var measured = Arrays.copyOfRange(waited, pace.perSecond(), pace.jobs());
        Arrays.sort(measured);
        return new Latency(Arrivals.millis(measured, 0.5), Arrivals.millis(measured, 0.99));
    }
}
