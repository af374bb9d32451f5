package dev.nightmail.common.health;

import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** Says how everything fares: to anyone in one word, to an operator in full. */
@Path("/system/health")
@RunOnVirtualThread
class HealthResource {

    private final Checkup checkup;
    private final Caller caller;

    HealthResource(Checkup checkup, Caller caller) {
        this.checkup = checkup;
        this.caller = caller;
    }

    /** 200 for ok and warn, 503 for fail. May be asked every few seconds. */
    @GET
    @Open
    public Response get() throws InterruptedException {
        var health = checkup.get();
        return Response.status(health.isFailing() ? Status.SERVICE_UNAVAILABLE : Status.OK)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(isOperator() ? health : health.inOneWord())
                .build();
    }

    private boolean isOperator() {
        return caller.isOperator() && caller.may("system:read");
    }
}
