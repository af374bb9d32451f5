package dev.nightmail.common.admin;

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

/** Shows a tenant what was done to what is its own; every service answers for all. */
@Path("/api/audit")
@RunOnVirtualThread
class AuditResource {

    private static final UUID LATEST = new UUID(-1, -1);

    private final Sql sql;
    private final AuditListRepository entries;
    private final Caller caller;

    AuditResource(Sql sql, AuditListRepository entries, Caller caller) {
        this.sql = sql;
        this.entries = entries;
        this.caller = caller;
    }

    /** The latest first; {@code after} is the {@code next} of the page before. */
    @GET
    @Scope("system:read")
    public AuditView.Page list(
            @QueryParam("after") Optional<UUID> after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var found =
                sql.transaction(
                        Access.request(caller.tenant()),
                        () -> entries.list(after.orElse(LATEST), limit));
        return new AuditView.Page(
                found, found.size() < limit ? Optional.empty() : Optional.of(found.getLast().id()));
    }
}
