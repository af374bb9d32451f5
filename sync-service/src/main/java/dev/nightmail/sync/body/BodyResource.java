package dev.nightmail.sync.body;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.storage.ObjectGoneException;
import dev.nightmail.sync.body.BodyViewRepository.Standing;
import dev.nightmail.sync.body.KeptBodies.Found;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Lets a caller read what a message says, and its attachments; what is not here yet is fetched. */
@Path("/api/emails/{id}")
@RunOnVirtualThread
@Scope("mail:read")
class BodyResource {

    private final KeptBodies bodies;
    private final Caller caller;

    BodyResource(KeptBodies bodies, Caller caller) {
        this.bodies = bodies;
        this.caller = caller;
    }

    /** 202 with the job that fetches it, if it is not here or its time is over. */
    @GET
    @Path("body")
    @Produces(MediaType.APPLICATION_JSON)
    public Response body(UUID id) throws IOException {
        var found = bodies.find(id, caller.tenant());
        if (found.object().isEmpty()) {
            return wait(found.standing(), new FetchBodyJob.Args(id, Optional.empty()));
        }
        try {
            return Response.ok(bodies.read(id, found)).build();
        } catch (ObjectGoneException gone) {
            return ask(new FetchBodyJob.Args(id, Optional.empty()));
        }
    }

    /** The same as a page of its own, for a frame, with its own policy in the place of ours. */
    @GET
    @Path("body/html")
    @Produces(MediaType.TEXT_HTML)
    public Response page(UUID id, @Context HttpServerResponse answer) throws IOException {
        var found = bodies.find(id, caller.tenant());
        if (found.object().isEmpty()) {
            return wait(found.standing(), new FetchBodyJob.Args(id, Optional.empty()));
        }
        try {
            var page = bodies.page(id, found, caller.tenant());
            answer.putHeader("Content-Security-Policy", BodyPage.POLICY);
            return Response.ok(page, "text/html; charset=UTF-8").build();
        } catch (ObjectGoneException gone) {
            return ask(new FetchBodyJob.Args(id, Optional.empty()));
        }
    }

    /** Fetches it anew, whatever is here. */
    @POST
    @Path("body")
    public Response fetch(UUID id) {
        bodies.find(id, caller.tenant());
        return ask(new FetchBodyJob.Args(id, Optional.empty()));
    }

    /** 202 with the job that fetches it, as long as it is not here. */
    @GET
    @Path("attachments/{n}")
    @Produces(MediaType.WILDCARD)
    public Response attachment(UUID id, int n) throws IOException {
        var body = bodies.find(id, caller.tenant());
        if (body.object().isEmpty()) {
            return wait(body.standing(), new FetchBodyJob.Args(id, Optional.empty()));
        }
        var args = new FetchBodyJob.Args(id, Optional.of(n));
        var part = bodies.findPart(id, n, caller.tenant());
        if (part.standing().stored().isEmpty()) {
            return wait(part.standing(), args);
        }
        try {
            var file = part.attachment();
            return Response.ok(
                            bodies.open(part.standing().stored().get()),
                            ServedFile.type(file.type()))
                    .header(HttpHeaders.CONTENT_LENGTH, file.size())
                    .header(HttpHeaders.CONTENT_DISPOSITION, ServedFile.disposition(file.name(), n))
                    .build();
        } catch (ObjectGoneException gone) {
            return ask(args);
        }
    }

    /** Fetches one alone anew, whatever is here of it; the body must be here. */
    @POST
    @Path("attachments/{n}")
    public Response fetchAttachment(UUID id, int n) {
        bodies.find(id, caller.tenant());
        bodies.findPart(id, n, caller.tenant());
        return ask(new FetchBodyJob.Args(id, Optional.of(n)));
    }

    private Response wait(Standing standing, FetchBodyJob.Args wanted) {
        if (standing.failure().isPresent()) {
            throw new Problem(
                    Status.BAD_GATEWAY,
                    "not-fetched",
                    "The server did not give it: "
                            + standing.failure().get()
                            + ". POST asks again: /api/emails/{id}/body"
                            + wanted.attachment().map(n -> ", or /attachments/" + n).orElse("")
                            + ".");
        }
        return standing.job().map(BodyResource::accepted).orElseGet(() -> ask(wanted));
    }

    private Response ask(FetchBodyJob.Args wanted) {
        return accepted(bodies.ask(wanted, caller.tenant(), caller.actor()));
    }

    private static Response accepted(UUID job) {
        return Response.accepted()
                .location(URI.create("/api/jobs/" + job))
                .type(MediaType.APPLICATION_JSON)
                .entity(new Found.Asked(job))
                .build();
    }
}
