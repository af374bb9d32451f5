package dev.nightmail.common.engine;

import dev.nightmail.common.engine.LiveJob.Args;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.common.wakeup.Ringer;
import java.time.Duration;
import java.util.UUID;

/** A process that enqueues and rings, and runs nothing. */
final class OtherProcess implements AutoCloseable {

    final String name = "ringer-" + UUID.randomUUID();
    final Wakeup wakeup;
    final TestJobs test = new TestJobs();
    private final Ringer ringer;
    private final Jobs jobs;

    OtherProcess() {
        ringer = new Ringer(() -> TestDatabase.connect(name), System::nanoTime);
        wakeup = new Wakeup(ringer);
        jobs = new Jobs(test.sql, test.ids, test.json, wakeup);
    }

    /** With a way of its own to the line that it rings over. */
    OtherProcess(Sql.Connect line) {
        ringer = new Ringer(line, System::nanoTime);
        wakeup = new Wakeup(ringer);
        jobs = new Jobs(test.sql, test.ids, test.json, wakeup);
    }

    UUID enqueue(Job<Args> job) {
        return enqueue(NewJob.of(job.kind(), new Args(1), UUID.randomUUID(), Trigger.API, "test"));
    }

    UUID enqueueFor(Job<Args> job, Duration later) {
        var wanted = NewJob.of(job.kind(), new Args(1), UUID.randomUUID(), Trigger.API, "test");
        return enqueue(wanted.notBefore(test.clock.instant().plus(later)));
    }

    private UUID enqueue(NewJob<?> wanted) {
        return test.sql.transaction(Access.machinery(), () -> jobs.enqueue(wanted)).id();
    }

    @Override
    public void close() {
        stop();
    }

    /** Rings what was to be rung, and nothing after that. */
    void stop() {
        try {
            ringer.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
