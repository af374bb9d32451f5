package dev.nightmail.common.system;

import dev.nightmail.common.api.StreamPlaces;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Lets cron, and who runs the installation, make the service work. */
@Path("/system")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class SystemResource {

    private static final int LONGEST_BODY = 131_072;
    private static final String SECONDS = "[0-9]|[1-5][0-9]|60";
    private static final String USUAL_WAIT = "30";
    private static final String RUN = "jobs:run";

    private final Signatures signatures;
    private final CronRun cron;
    private final Runs runs;
    private final Caller caller;
    private final InstantSource clock;

    /** How a job is begun, and its end waited for. */
    @Singleton
    record Runs(JobRuns jobs, EndedJobs ended, StreamPlaces places) {}

    SystemResource(
            Signatures signatures, CronRun cron, Runs runs, Caller caller, InstantSource clock) {
        this.signatures = signatures;
        this.cron = cron;
        this.runs = runs;
        this.caller = caller;
        this.clock = clock;
    }

    /** Only signed. Inserts all that is due; a repeat finds nothing due. */
    @POST
    @Path("cron-run")
    @Open
    public CronRunView cronRun(@Context HttpServerRequest call, InputStream body)
            throws IOException {
        var header = header(call).orElseThrow(Problem::unsigned);
        check(call, read(body), header);
        return CronRunView.of(clock.instant(), cron.schedules(), cron.run());
    }

    /**
     * 200 when the job has done its work, 500 when it has not, 202 when it still runs, or waits,
     * after so many seconds. Who waits takes the place of a stream.
     */
    @POST
    @Path("jobs/{kind}/run")
    @Open
    public Response run(
            String kind,
            @QueryParam("wait") Optional<String> wait,
            @Context HttpServerRequest call,
            InputStream body)
            throws IOException, InterruptedException {
        var bytes = read(body);
        var header = header(call);
        if (header.isPresent()) {
            check(call, bytes, header.get());
        } else {
            caller.require(RUN);
        }
        var wish = runs.jobs().read(bytes);
        var owner = header.isPresent() ? signed(wish) : keyed(wish);
        var longest = seconds(wait.orElse(USUAL_WAIT));
        if (longest.isZero()) {
            return goesOn(runs.jobs().start(kind, wish, owner));
        }
        try (var _ = runs.places().take(owner.tenant())) {
            var job = runs.jobs().start(kind, wish, owner);
            return runs.ended()
                    .await(job, owner, longest)
                    .map(end -> answer(kind, job, owner, end))
                    .orElseGet(() -> goesOn(job));
        }
    }

    private void check(HttpServerRequest call, byte[] body, String header) {
        signatures.check(SignedCall.of(call.method().name(), call.uri(), body), header);
    }

    /** Two are none of a known form. */
    private static Optional<String> header(HttpServerRequest call) {
        var all = call.headers().getAll(SignatureHeader.NAME);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(",", all));
    }

    private static byte[] read(InputStream body) throws IOException {
        var bytes = body.readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw new Problem(
                    Status.REQUEST_ENTITY_TOO_LARGE,
                    "request-entity-too-large",
                    "A body has %,d bytes at most.".formatted(LONGEST_BODY));
        }
        return bytes;
    }

    private static Duration seconds(String wait) {
        if (!wait.matches(SECONDS)) {
            throw Problem.invalid("wait is a number of seconds from 0 to 60.");
        }
        return Duration.ofSeconds(Integer.parseInt(wait));
    }

    private static JobOwner signed(RunWish wish) {
        return JobOwner.signed(wish.tenant().orElse(Ids.NIL));
    }

    private JobOwner keyed(RunWish wish) {
        if (wish.tenant().filter(tenant -> !tenant.equals(caller.tenant())).isPresent()) {
            throw Problem.notFound();
        }
        return JobOwner.of(caller);
    }

    private static Response answer(String kind, UUID job, JobOwner owner, AttemptEnd end) {
        return end.isSuccess()
                ? Response.ok(RunView.of(kind, job, end)).build()
                : Response.serverError().entity(FailedRunView.of(kind, job, owner, end)).build();
    }

    private static Response goesOn(UUID job) {
        return Response.accepted(new StartedView(job))
                .location(URI.create("/api/jobs/" + job))
                .build();
    }
}
