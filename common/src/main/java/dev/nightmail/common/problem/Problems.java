package dev.nightmail.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.nightmail.common.problem.ProblemView.Violation;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.TransactionGivenUpException;
import dev.nightmail.common.sql.UnclearCommitException;
import io.vertx.core.http.HttpClosedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever went wrong into a problem; nothing of the inside gets out. */
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return ProblemView.of(problem);
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        var violations =
                e.getConstraintViolations().stream()
                        .map(v -> new Violation(Fields.name(v.getPropertyPath()), v.getMessage()))
                        .sorted((a, b) -> a.field().compareTo(b.field()))
                        .toList();
        return ProblemView.of(
                Status.BAD_REQUEST, "invalid", "The request is not valid.", violations);
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException e) {
        return ProblemView.of(
                Status.BAD_REQUEST,
                "malformed-json",
                MalformedBody.detail(e),
                MalformedBody.violations(e));
    }

    /** Quarkus maps this one by itself, to an empty body. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return malformed(e);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformed(json);
        }
        if (e.getCause() instanceof Problem problem) {
            return problem(problem);
        }
        var status = Optional.ofNullable(Status.fromStatusCode(e.getResponse().getStatus()));
        return ProblemView.of(
                status.orElse(Status.INTERNAL_SERVER_ERROR),
                status.map(s -> s.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse("internal"),
                status.map(Status::getReasonPhrase).orElse("Unknown"));
    }

    @ServerExceptionMapper
    Response database(SqlException e) {
        if (e.isGivenUp()) {
            return givenUp(e);
        }
        return e.isOutage() ? unavailable() : internal(e);
    }

    @ServerExceptionMapper
    Response database(TransactionGivenUpException e) {
        return givenUp(e);
    }

    @ServerExceptionMapper
    Response database(UnclearCommitException e) {
        LOG.warn("A request ended with an unclear commit", e);
        return unavailable();
    }

    @ServerExceptionMapper
    Response internal(Exception e) {
        if (isGone(e)) {
            return ProblemView.of(
                    Status.BAD_REQUEST, "invalid", "The connection was closed within the body.");
        }
        LOG.error("A request failed", e);
        return ProblemView.of(
                Status.INTERNAL_SERVER_ERROR, "internal", "Something is wrong on our side.");
    }

    /** A caller that left or was cut off, who reads no answer and is no fault of ours. */
    private static boolean isGone(Throwable e) {
        return e instanceof HttpClosedException || (e.getCause() != null && isGone(e.getCause()));
    }

    private static Response unavailable() {
        return unavailable("The database is away; try again soon.");
    }

    /** Most likely this process stood still. */
    private static Response givenUp(RuntimeException e) {
        LOG.warn("A request took too long and nothing of it was done", e);
        return unavailable("This took too long and nothing of it was done; try again soon.");
    }

    private static Response unavailable(String detail) {
        return ProblemView.of(Status.SERVICE_UNAVAILABLE, "unavailable", detail);
    }
}
