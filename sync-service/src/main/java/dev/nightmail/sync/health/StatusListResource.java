package dev.nightmail.sync.health;

import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.UUID;

/** Shows how the syncs of accounts stand. */
@Path("/api/email-accounts/sync-status")
@RunOnVirtualThread
@Scope("accounts:read")
class StatusListResource {

    private final Sql sql;
    private final StatusRepository accounts;
    private final Caller caller;

    StatusListResource(Sql sql, StatusRepository accounts, Caller caller) {
        this.sql = sql;
        this.accounts = accounts;
        this.caller = caller;
    }

    /** {@code after} is the {@code next} of the page before. */
    @GET
    public StatusView.Page statuses(
            @QueryParam("after") Optional<UUID> after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var items = sql.transaction(request(), () -> accounts.list(after, limit));
        return new StatusView.Page(
                items,
                items.size() < limit ? Optional.empty() : Optional.of(items.getLast().accountId()));
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
