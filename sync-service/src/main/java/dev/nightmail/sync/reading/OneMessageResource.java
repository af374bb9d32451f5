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

/** Lets a caller look at a message. */
@Path("/api/emails/{id}")
@RunOnVirtualThread
@Scope("mail:read")
class OneMessageResource {

    private final Sql sql;
    private final FullMessageRepository messages;
    private final Caller caller;

    OneMessageResource(Sql sql, FullMessageRepository messages, Caller caller) {
        this.sql = sql;
        this.messages = messages;
        this.caller = caller;
    }

    /** One that is gone from its server is not found any more. */
    @GET
    public FullMessageView message(UUID id) {
        return sql.transaction(Access.request(caller.tenant()), () -> messages.find(id))
                .orElseThrow(Problem::notFound);
    }
}
