package dev.nightmail.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** A problem that is answered before any endpoint is looked for. */
record BareAnswer(Status status, String json) {

    static BareAnswer of(Status status, String code, String detail, ObjectMapper json)
            throws JsonProcessingException {
        return new BareAnswer(
                status, json.writeValueAsString(ProblemView.view(status, code, detail, List.of())));
    }

    void end(RoutingContext call) {
        call.response()
                .setStatusCode(status.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemView.TYPE)
                .end(json);
    }
}
