package dev.nightmail.bench.queue;

import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr as it comes, at the shortest poll that it allows; it keeps what has succeeded. */
final class JobRunrQueue implements Contender {

    /** For polling and housekeeping. */
    private static final int MORE_CONNECTIONS = 4;

    private static final Duration SHORTEST_POLL = Duration.ofSeconds(5);

    private final JobRequestScheduler scheduler;
    private final BackgroundJobServer server;

    /** A job; public, because JobRunr calls it. */
    public record Request(int number) implements JobRequest {

        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** What a job does; public, likewise. */
    public record Handler(IntConsumer work) implements JobRequestHandler<Request> {

        @Override
        public void run(Request request) {
            work.accept(request.number());
        }
    }

    JobRunrQueue(Pools pools, int threads, IntConsumer work) {
        var storage = new PostgresStorageProvider(pools.plain(threads + MORE_CONNECTIONS));
        var handler = new Handler(work);
        JobActivator activator =
                new JobActivator() {
                    @Override
                    public <T> T activateJob(Class<T> type) {
                        return type.cast(handler);
                    }
                };
        var settings =
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(threads)
                        .andPollInterval(SHORTEST_POLL);
        scheduler =
                JobRunr.configure()
                        .useJsonMapper(new JacksonJsonMapper())
                        .useJobActivator(activator)
                        .useStorageProvider(storage)
                        .useBackgroundJobServer(settings, false)
                        .initialize()
                        .getJobRequestScheduler();
        server = JobRunr.getBackgroundJobServer();
    }

    @Override
    public void fill(int jobs) {
        scheduler.enqueue(IntStream.range(0, jobs).mapToObj(Request::new));
    }

    @Override
    public void enqueue(int number) {
        scheduler.enqueue(new Request(number));
    }

    @Override
    public void start() {
        server.start();
    }

    @Override
    public void stop() {
        JobRunr.destroy();
    }

    @Override
    public Backlog backlog() {
        return new Backlog(
                "jobrunr_jobs",
                "EXISTS (SELECT FROM jobrunr_jobs WHERE state IN ('ENQUEUED', 'PROCESSING'))");
    }
}
