package dev.nightmail.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells a caller whose body is too long so, before it is read. What comes of it all the same is
 * thrown away, so that the caller gets to read the answer.
 */
@Singleton
class LongBodies {

    /** Before Quarkus, which would answer without a word. */
    private static final int FIRST = 1000;

    /** Behind the route that puts the limit there. */
    private static final int AFTER_QUARKUS = 1;

    private final long most;
    private final BareAnswer answer;

    LongBodies(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
            ObjectMapper json)
            throws JsonProcessingException {
        this.most = most.asLongValue();
        this.answer =
                BareAnswer.of(
                        Status.REQUEST_ENTITY_TOO_LARGE,
                        "request-entity-too-large",
                        detail(this.most),
                        json);
    }

    static String detail(long most) {
        return "A body has %,d bytes at most.".formatted(most);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
        filters.register(LongBodies::takeOver, AFTER_QUARKUS);
    }

    /** What has no length is counted by {@link EndlessBodies}; Quarkus would only hang up. */
    private static void takeOver(RoutingContext call) {
        call.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
        call.next();
    }

    private void check(RoutingContext call) {
        if (length(call) <= most) {
            call.next();
            return;
        }
        call.request().resume();
        answer.end(call);
    }

    /** Zero when the caller does not say; then it is counted while it is read. */
    private static long length(RoutingContext call) {
        var said = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return said != null && said.matches("\\d{1,18}") ? Long.parseLong(said) : 0;
    }
}
