package dev.nightmail.sync.wish;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;

/** Lets a caller change flags of a message, and move it, at its server. */
@Path("/api/emails/{id}")
@RunOnVirtualThread
@Scope("mail:read")
class ChangeResource {

    private final Sql sql;
    private final Wishes wishes;
    private final ChangeRepository changes;
    private final Caller caller;

    ChangeResource(Sql sql, Wishes wishes, ChangeRepository changes, Caller caller) {
        this.sql = sql;
        this.wishes = wishes;
        this.changes = changes;
        this.caller = caller;
    }

    /** 202: what is wished is pending until the server has it; {@code changes} tells. */
    @PATCH
    @Scope("mail:write")
    public Response change(UUID id, @NotNull ChangePatch patch) {
        var made =
                sql.transaction(
                        request(), () -> wishes.make(id, patch, caller.tenant(), caller.actor()));
        return Response.accepted(made)
                .location(URI.create("/api/emails/" + id + "/changes"))
                .build();
    }

    /**
     * What was wished of the message, the latest first, and what came of it; for some days also of
     * one that is gone, such as one that was moved to where nothing is synced.
     */
    @GET
    @Path("changes")
    public ChangeView.Page changes(UUID id) {
        return sql.transaction(
                request(),
                () -> {
                    var made = changes.list(id);
                    if (made.isEmpty() && changes.find(id).isEmpty()) {
                        throw Problem.notFound();
                    }
                    return new ChangeView.Page(made);
                });
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
