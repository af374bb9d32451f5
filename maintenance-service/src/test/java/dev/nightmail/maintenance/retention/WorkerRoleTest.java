package dev.nightmail.maintenance.retention;

import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.common.wakeup.Ringer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that works, and looks for jobs by itself once an hour. */
@QuarkusTest
@TestProfile(WorkerRoleTest.Worker.class)
@QuarkusTestResource(Servers.class)
@Timeout(60)
class WorkerRoleTest {

    private final TestJobs test = new TestJobs();

    @Inject Engine engine;

    /** One after the other, so that none is found by a look for the one before. */
    @Test
    @Tag("J2")
    void jobsOfAnotherProcessAreRunWhenThatOneRings() throws Exception {
        until(() -> engine.identity().isPresent());
        var ringer = new Ringer(() -> TestDatabase.connect("test"), System::nanoTime);
        var jobs = new Jobs(test.sql, test.ids, test.json, new Wakeup(ringer));

        for (int i = 0; i < 5; i++) {
            var id = enqueue(jobs);
            until(() -> test.liveState(id).isEmpty());
        }

        ringer.stop();
    }

    private UUID enqueue(Jobs jobs) {
        var wanted =
                NewJob.of(PruneJobsJob.KIND, new PruneJobsJob.Args(), Ids.NIL, Trigger.API, "test")
                        .dry();
        return test.sql.transaction(Access.machinery(), () -> jobs.enqueue(wanted)).id();
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Runs jobs only. */
    public static final class Worker implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("nightmail.role", "worker", "nightmail.jobs.poll", "1h");
        }
    }
}
