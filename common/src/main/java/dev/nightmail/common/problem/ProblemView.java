package dev.nightmail.common.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** The body of an {@code application/problem+json} answer. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemView(
        String type, String title, int status, String detail, List<Violation> violations) {

    /** One thing that is wrong with a request. */
    @RegisterForReflection
    record Violation(String field, String message) {}

    static final String TYPE = "application/problem+json";

    private static final String URN = "urn:nightmail:problem:";
    private static final String RETRY_AFTER_SECONDS = "5";

    static Response of(Status status, String code, String detail) {
        return of(status, code, detail, List.of());
    }

    static Response of(Status status, String code, String detail, List<Violation> violations) {
        return view(status, code, detail, violations).toResponse();
    }

    static ProblemView view(Status status, String code, String detail, List<Violation> violations) {
        return new ProblemView(
                URN + code, status.getReasonPhrase(), status.getStatusCode(), detail, violations);
    }

    static Response of(Problem problem) {
        return new ProblemView(
                        URN + problem.code(),
                        problem.title(),
                        problem.status(),
                        String.valueOf(problem.getMessage()),
                        List.of())
                .toResponse(problem.retryAfterSeconds());
    }

    private Response toResponse() {
        return toResponse(0);
    }

    private Response toResponse(long retryAfterSeconds) {
        var answer = Response.status(status).type(TYPE).entity(this);
        if (retryAfterSeconds > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        } else if (status == Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (status == Status.UNAUTHORIZED.getStatusCode()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }
}
