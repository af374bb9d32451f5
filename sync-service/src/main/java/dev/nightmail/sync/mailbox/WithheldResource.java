package dev.nightmail.sync.mailbox;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.UUID;

/** Lets the owner of an account say that a mass deletion on its server is meant. */
@Path("/api/email-accounts/{id}/withheld-deletion")
@RunOnVirtualThread
@Scope("accounts:read")
class WithheldResource {

    private final Sql sql;
    private final WithheldRepository withheld;
    private final Audit audit;
    private final Caller caller;

    WithheldResource(Sql sql, WithheldRepository withheld, Audit audit, Caller caller) {
        this.sql = sql;
        this.withheld = withheld;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    public WithheldView get(UUID id) {
        return sql.transaction(request(), () -> withheld.find(id)).orElseThrow(Problem::notFound);
    }

    /** 202: the next sync follows it; 409 when nothing is withheld. */
    @POST
    @Path("confirm")
    @Scope("accounts:write")
    public Response confirm(UUID id) {
        var now = sql.transaction(request(), () -> confirmed(id));
        return Response.accepted(now).build();
    }

    private WithheldView confirmed(UUID id) {
        if (withheld.find(id).orElseThrow(Problem::notFound).messages() == 0) {
            throw new Problem(
                    Status.CONFLICT,
                    "nothing-withheld",
                    "No mass deletion is withheld for this account.");
        }
        withheld.confirm(id);
        audit.write(
                AuditEntry.critical(
                        caller.tenant(),
                        "account.confirm-deletion",
                        "account:" + id,
                        caller.actor()));
        return withheld.find(id).orElseThrow();
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
