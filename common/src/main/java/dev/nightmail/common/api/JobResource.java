package dev.nightmail.common.api;

import dev.nightmail.common.engine.Steering;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets a caller follow and cancel its jobs; every service answers for every job. */
@Path("/api/jobs")
@RunOnVirtualThread
@Scope("jobs:read")
class JobResource {

    /** To proxies that keep answers back until they are whole. */
    private static final String UNBUFFERED = "X-Accel-Buffering";

    private final Sql sql;
    private final JobViewRepository jobs;
    private final JobStreams streams;
    private final Steering steering;
    private final Caller caller;

    JobResource(
            Sql sql, JobViewRepository jobs, JobStreams streams, Steering steering, Caller caller) {
        this.sql = sql;
        this.jobs = jobs;
        this.streams = streams;
        this.steering = steering;
        this.caller = caller;
    }

    /**
     * Live and ended jobs, newest first; {@code after} is the {@code next} of the page before. A
     * page may have fewer jobs than the limit, even none, and yet a next one.
     */
    @GET
    public JobView.Page list(
            @QueryParam("kind")
                    Optional<
                                    @Pattern(
                                            regexp = JobFilter.KINDS,
                                            message = "must be such as sync.initial-sync")
                                    String>
                            kind,
            @QueryParam("state")
                    Optional<
                                    @Pattern(
                                            regexp = JobFilter.STATES,
                                            message = "must be one of " + JobFilter.STATES)
                                    String>
                            state,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("after")
                    Optional<@Pattern(regexp = JobFilter.IDS, message = "must be an id") String>
                            after) {
        var filter = JobFilter.of(kind, state, after, limit);
        return sql.transaction(request(), () -> jobs.list(filter));
    }

    @GET
    @Path("{id}")
    public JobView get(UUID id) {
        return sql.transaction(request(), () -> jobs.find(id)).orElseThrow(Problem::notFound);
    }

    /** One event at once and one after each change, until the job is over. */
    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(
            UUID id,
            @Context SseEventSink sink,
            @Context Sse events,
            @Context HttpServerResponse answer) {
        answer.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader(UNBUFFERED, "no");
        streams.open(caller.tenant(), id, new JobStreams.Line(sink, events));
    }

    /**
     * 202 when it is cancelled, is about to be, or was so before; 409 when it has ended otherwise,
     * or may have done something outside.
     */
    @POST
    @Path("{id}/cancel")
    @Scope("jobs:cancel")
    @Consumes(MediaType.WILDCARD)
    public Response cancel(UUID id, @Nullable @Valid Cancellation wish) {
        var reason = Optional.ofNullable(wish).flatMap(Cancellation::reason).orElse("");
        var job = sql.transaction(Access.worker(caller.tenant()), () -> cancel(id, reason));
        return Response.accepted(job).location(URI.create("/api/jobs/" + id)).build();
    }

    private JobView cancel(UUID id, String reason) {
        var before = jobs.find(id).orElseThrow(Problem::notFound);
        return switch (steering.cancel(id, caller.actor(), reason)) {
            case AT_ONCE, SOON -> jobs.find(id).orElse(before);
            case IN_DOUBT ->
                    throw new Problem(
                            Response.Status.CONFLICT,
                            "in-doubt",
                            "It may have done something outside; say first what has become of that.");
            case TOO_LATE -> over(jobs.find(id).orElse(before));
        };
    }

    private static JobView over(JobView job) {
        if (!job.state().equals("cancelled")) {
            throw new Problem(Response.Status.CONFLICT, "over", "It is over: " + job.state() + ".");
        }
        return job;
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
