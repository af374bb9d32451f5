package dev.nightmail.sync.reading;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** Lets a caller check that what was synced is everything. */
@Path("/api/email-accounts/{id}/mailboxes")
@RunOnVirtualThread
@Scope("mail:read")
class MailboxResource {

    private final Sql sql;
    private final ViewRepository views;
    private final Caller caller;

    MailboxResource(Sql sql, ViewRepository views, Caller caller) {
        this.sql = sql;
        this.views = views;
        this.caller = caller;
    }

    @GET
    public MailboxView.Page mailboxes(UUID id) {
        return sql.transaction(
                request(),
                () -> {
                    if (!views.hasAccount(id)) {
                        throw Problem.notFound();
                    }
                    return new MailboxView.Page(views.listMailboxes(id));
                });
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
