package dev.nightmail.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.account.SyncKinds;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S4")
class PressureTest {

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void backfillsMakeWayOnlyForSyncsThatHaveWaitedForSomeSeconds() {
        TestDatabase.addTenant(tenant);
        engine.sql.transact(
                Access.machinery(),
                () ->
                        engine.jobs.enqueue(
                                NewJob.of(
                                        SyncKinds.AGAIN,
                                        new SyncKinds.Args(UUID.randomUUID()),
                                        tenant,
                                        Trigger.SCHEDULE,
                                        "test")));

        assertThat(isWaited("4 seconds")).isFalse();
        assertThat(isWaited("6 seconds")).isTrue();
    }

    /** As if the tenant's sync had waited for so long, and others not at all. */
    private boolean isWaited(String time) {
        return engine.sql.rolledBack(
                Access.machinery(),
                () -> {
                    engine.sql.update(
                            """
                            UPDATE jobs.job SET run_at = jobs.clock() - CASE tenant_id WHEN ? THEN interval '%s' ELSE '0' END
                            WHERE queue = 'sync' AND state = 'available'
                            """
                                    .formatted(time),
                            tenant);
                    return new AdmissionRepository(engine.sql).isWaitedForSlots();
                });
    }
}
