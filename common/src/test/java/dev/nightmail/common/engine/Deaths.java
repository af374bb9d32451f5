package dev.nightmail.common.engine;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Processes that die under a job, in whichever database. */
public final class Deaths {

    private Deaths() {}

    /**
     * Three processes, one after the other, claim the job and die; with the third it is set aside.
     *
     * @param later lets so much time pass in the database
     */
    public static void quarantine(TestJobs engine, Job<?> job, UUID id, Consumer<Duration> later) {
        for (int death = 0; death < 3; death++) {
            var dead = engine.ids.next();
            engine.workers.register(dead, "test-service", Duration.ofSeconds(10));
            var claim = engine.claims.claimOnly(dead, id, Set.of(job.kind().id())).orElseThrow();
            engine.sql.transact(Access.machinery(), () -> engine.tools.runs().begin(claim));
            later.accept(Duration.ofSeconds(11));
            engine.rescue();
        }
    }
}
