package dev.nightmail.sync.reading;

import dev.nightmail.common.problem.Problem;
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

/** Lets a caller read the messages that were synced. */
@Path("/api/emails")
@RunOnVirtualThread
@Scope("mail:read")
class MessageResource {

    private final Sql sql;
    private final ViewRepository views;
    private final Caller caller;

    MessageResource(Sql sql, ViewRepository views, Caller caller) {
        this.sql = sql;
        this.views = views;
        this.caller = caller;
    }

    /** Newest first; {@code after} is the {@code next} of the page before. */
    @GET
    public MessageView.Page messages(
            @QueryParam("account") Optional<UUID> account,
            @QueryParam("after") Optional<UUID> after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var id = account.orElseThrow(() -> Problem.invalid("Say which account: ?account=<id>."));
        var items =
                sql.transaction(
                        request(),
                        () -> {
                            if (!views.hasAccount(id)) {
                                throw Problem.notFound();
                            }
                            return views.listMessages(id, after, limit);
                        });
        return new MessageView.Page(
                items, items.size() < limit ? Optional.empty() : Optional.of(items.getLast().id()));
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
