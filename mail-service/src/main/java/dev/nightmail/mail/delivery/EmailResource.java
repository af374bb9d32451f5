package dev.nightmail.mail.delivery;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Takes mail over for sending, and shows what became of it. */
@Path("/api/emails")
@RunOnVirtualThread
class EmailResource {

    private final Sql sql;
    private final Submission submission;
    private final OutgoingMessageRepository messages;
    private final UncertainMessages uncertain;
    private final Caller caller;

    EmailResource(
            Sql sql,
            Submission submission,
            OutgoingMessageRepository messages,
            UncertainMessages uncertain,
            Caller caller) {
        this.sql = sql;
        this.submission = submission;
        this.messages = messages;
        this.uncertain = uncertain;
        this.caller = caller;
    }

    /** 202 when it is stored; a repeat without a key is another message. */
    @POST
    @Scope("mail:send")
    public Response send(
            @HeaderParam("Idempotency-Key") Optional<@Size(min = 1, max = 255) String> key,
            @Valid @NotNull NewEmail email) {
        var queued =
                sql.transaction(
                        Access.request(caller.tenant()),
                        () -> submission.submit(email, key, caller));
        return Response.accepted(queued).location(URI.create("/api/emails/" + queued.id())).build();
    }

    @GET
    @Scope("mail:read")
    @Path("{id}")
    public EmailView get(UUID id) {
        return sql.transaction(Access.request(caller.tenant()), () -> messages.find(id))
                .map(EmailView::of)
                .orElseThrow(Problem::notFound);
    }

    /** 202 when the message goes on as was said; 409 when it is not uncertain. */
    @POST
    @Path("{id}/resolve")
    @Scope("mail:send")
    public Response resolve(UUID id, @Valid @NotNull Resolution resolution) {
        var message =
                sql.transaction(
                        Access.worker(caller.tenant()),
                        () -> uncertain.resolve(id, resolution.outcome(), caller.actor()));
        return Response.accepted(EmailView.of(message))
                .location(URI.create("/api/emails/" + id))
                .build();
    }
}
