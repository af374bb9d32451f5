package dev.nightmail.mail.delivery;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** Says where a message is, and why. */
@Path("/api/emails/{id}/timeline")
@RunOnVirtualThread
class TimelineResource {

    private final Sql sql;
    private final OutgoingMessageRepository messages;
    private final AttemptRepository attempts;
    private final Caller caller;

    TimelineResource(
            Sql sql,
            OutgoingMessageRepository messages,
            AttemptRepository attempts,
            Caller caller) {
        this.sql = sql;
        this.messages = messages;
        this.attempts = attempts;
        this.caller = caller;
    }

    /** Each attempt from the first on, and what comes next. */
    @GET
    @Scope("mail:read")
    public TimelineView get(UUID id) {
        return sql.transaction(
                Access.request(caller.tenant()),
                () -> {
                    var message = messages.find(id).orElseThrow(Problem::notFound);
                    return TimelineView.of(
                            message, attempts.list(message), attempts.findNext(message));
                });
    }
}
