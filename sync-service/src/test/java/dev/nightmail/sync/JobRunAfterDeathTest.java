package dev.nightmail.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.cli.JobRunApplication;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run by hand, where nobody else looks after what an earlier one left behind. */
@QuarkusTest
@TestProfile(JobRunAfterDeathTest.Command.class)
@QuarkusTestResource(Servers.class)
@Tag("J21")
class JobRunAfterDeathTest {

    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;
    private static final int ALREADY_RUNNING = 75;

    private final UUID account = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private final UUID worker = UUID.randomUUID();

    @Inject JobRunApplication application;

    @Test
    @Tag("J5")
    void jobOfAKilledRunIsTakenOverAndThatOfALiveOneIsLeftAlone() {
        TestDatabase.addTenant(tenant());
        runsElsewhere("1 hour");
        assertThat(run()).isEqualTo(ALREADY_RUNNING);

        TestDatabase.asOwner(
                "UPDATE jobs.worker SET expires_at = jobs.clock() WHERE id = '%s'"
                        .formatted(worker));

        assertThat(run()).isIn(SUCCESS, FAILURE);
        assertThat(
                        TestDatabase.sql()
                                .transaction(
                                        Access.machinery(),
                                        () ->
                                                TestDatabase.sql()
                                                        .query(
                                                                "SELECT outcome FROM jobs.attempt WHERE job_id = ? ORDER BY attempt",
                                                                row -> row.getString(1),
                                                                job)))
                .hasSize(2)
                .startsWith("rescued")
                .doesNotContain("failed");
    }

    private int run() {
        return application.run(
                "sync.initial-sync", tenant().toString(), "", "accountId=" + account);
    }

    private UUID tenant() {
        return account;
    }

    /** Under a process whose lease runs out after so long. */
    private void runsElsewhere(String lease) {
        TestDatabase.asOwner(
                """
                INSERT INTO jobs.worker (id, service, started_at, expires_at)
                VALUES ('%1$s', 'sync-service', jobs.clock(), jobs.clock() + interval '%2$s');
                INSERT INTO jobs.job (id, tenant_id, kind, version, queue, priority, state, run_at, args, unique_key,
                                      attempt, token, worker_id, started_at, trigger, actor, created_at)
                VALUES ('%3$s', '%4$s', 'sync.initial-sync', 1, 'sync', 2, 'running', jobs.clock(),
                        '{"accountId": "%4$s"}', 'sync:%4$s', 1, nextval('jobs.token'), '%1$s', jobs.clock(), 'cli', 'test',
                        jobs.clock())
                """
                        .formatted(worker, lease, job, account));
    }

    /** No machinery runs by itself. */
    public static final class Command implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("nightmail.role", "command");
        }
    }
}
