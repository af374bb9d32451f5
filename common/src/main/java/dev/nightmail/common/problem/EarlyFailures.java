package dev.nightmail.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;

/** Says what is wrong with a request of which not even the path or the host can be read. */
@Singleton
class EarlyFailures {

    private final BareAnswer unreadable;
    private final BareAnswer nothing;

    EarlyFailures(ObjectMapper json) throws JsonProcessingException {
        unreadable =
                BareAnswer.of(
                        Status.BAD_REQUEST,
                        "invalid",
                        "A request has one Host, which names a host, and a path that can be read.",
                        json);
        nothing = BareAnswer.of(Status.NOT_FOUND, "not-found", "There is nothing here.", json);
    }

    /** Before Quarkus, which would answer without a word, or with an error of its own. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void answer(RoutingContext call) {
        if (call.response().ended()) {
            return;
        }
        switch (call.statusCode()) {
            case 400 -> unreadable.end(call);
            case 404 -> nothing.end(call);
            default -> call.next();
        }
    }
}
