package dev.nightmail.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.lifecycle.Lifecycle;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Servers;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.common.wakeup.Line;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(ApiRoleTest.Api.class)
@QuarkusTestResource(Servers.class)
@Tag("J3")
@Timeout(60)
class ApiRoleTest {

    @Inject Lifecycle lifecycle;
    @Inject Engine engine;
    @Inject KafkaClientService kafka;
    @Inject Jobs jobs;
    @Inject Sql sql;

    record Args() {}

    @BeforeEach
    void waitUntilReady() {
        while (!lifecycle.isReady()) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void processForTheApiAloneConsumesNoFactsAndClaimsNoJobs() {
        assertThat(kafka.getConsumerChannels()).isEmpty();
        assertThat(engine.identity()).isEmpty();
    }

    @Test
    @Tag("J2")
    void processForTheApiAloneRingsTheWorkersAndDoesNotListen() throws Exception {
        var kind = JobKind.of("test.ring-worker", Args.class, "queue-" + UUID.randomUUID());
        var wanted = NewJob.of(kind, new Args(), UUID.randomUUID(), Trigger.API, "test");
        try (var line = Line.open(() -> TestDatabase.connect("test"))) {
            line.listen();

            sql.transaction(Access.machinery(), () -> jobs.enqueue(wanted));

            assertThat(line.await(Duration.ofSeconds(30)))
                    .extracting(Line.Ring::queue)
                    .containsExactly(kind.queue());
        }
        assertThat(lines()).isOne();
    }

    /** That which it rings over is one. */
    private static int lines() {
        var sql = TestDatabase.sql();
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.query(
                                        """
                                        SELECT count(*) FROM pg_stat_activity
                                        WHERE datname = current_database()
                                          AND application_name = 'notification-service-wakeup'
                                        """,
                                        row -> row.getInt(1))
                                .getFirst());
    }

    /** Answers requests only. */
    public static final class Api implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("nightmail.role", "api");
        }
    }
}
