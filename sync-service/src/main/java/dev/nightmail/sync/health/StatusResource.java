package dev.nightmail.sync.health;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** Shows how the syncs of an account stand. */
@Path("/api/email-accounts/{id}/sync-status")
@RunOnVirtualThread
@Scope("accounts:read")
class StatusResource {

    private final Sql sql;
    private final StatusRepository accounts;
    private final Caller caller;

    StatusResource(Sql sql, StatusRepository accounts, Caller caller) {
        this.sql = sql;
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    public StatusView status(UUID id) {
        return sql.transaction(request(), () -> accounts.find(id)).orElseThrow(Problem::notFound);
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
