package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Wakeup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of jobs that were claimed ahead. */
class WorkerTest {

    private final TestJobs test = new TestJobs();
    private final CountingJob job = new CountingJob(context -> new JobResult.Completed(Map.of()));
    private final EngineMetrics metrics = new EngineMetrics(new SimpleMeterRegistry());
    private final Aftermath aftermath =
            new Aftermath(metrics, test.outbox, new Ends(), new StaleWrites(test.sql));
    private final Worker worker =
            new Worker(
                    new KindRegistry(List.of(job), test.sql, "test-service"),
                    new JobRunner(),
                    test.tools,
                    new Completer(test.sql, test.endings, new Wakeup(), aftermath),
                    aftermath);

    @Test
    @Tag("J8")
    void jobThatWaitsForItsSlotAtShutdownGoesBackUnrun() throws InterruptedException {
        var id = test.enqueue(job, new CountingJob.Args(1), UUID.randomUUID());
        var full = new Lane("test", Set.of(), 0, System::nanoTime);
        var ended = new CountDownLatch(1);

        worker.start(test.claim(job, id), full, ended::countDown);
        worker.stopAll(Stop.SHUTDOWN);

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(job.runs()).isZero();
        assertThat(test.liveState(id)).contains("available/");
    }
}
