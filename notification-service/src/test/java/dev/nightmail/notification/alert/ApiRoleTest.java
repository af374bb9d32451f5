package dev.nightmail.notification.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.lifecycle.Lifecycle;
import dev.nightmail.common.testkit.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(ApiRoleTest.Api.class)
@QuarkusTestResource(Servers.class)
@Tag("J3")
class ApiRoleTest {

    @Inject Lifecycle lifecycle;
    @Inject Engine engine;
    @Inject KafkaClientService kafka;

    @Test
    @Timeout(60)
    void processForTheApiAloneConsumesNoFactsAndClaimsNoJobs() {
        while (!lifecycle.isReady()) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }

        assertThat(kafka.getConsumerChannels()).isEmpty();
        assertThat(engine.identity()).isEmpty();
    }

    /** Answers requests only. */
    public static final class Api implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("nightmail.role", "api");
        }
    }
}
