package dev.nightmail.common.lifecycle;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the schema is there; never flaps for a database that is away later, which the service
 * waits out.
 */
@Readiness
@Singleton
class ReadyCheck implements HealthCheck {

    private final Lifecycle lifecycle;

    ReadyCheck(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("machinery").status(lifecycle.isReady());
        if (!lifecycle.isReady()) {
            answer.withData("waitingFor", lifecycle.waitingFor());
        }
        return answer.build();
    }
}
