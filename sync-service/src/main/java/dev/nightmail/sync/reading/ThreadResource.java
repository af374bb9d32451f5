package dev.nightmail.sync.reading;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.finding.Asked;
import dev.nightmail.sync.finding.Position;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lets a caller read conversations. */
@Path("/api/threads")
@RunOnVirtualThread
@Scope("mail:read")
class ThreadResource {

    private final Sql sql;
    private final ViewRepository views;
    private final ThreadViewRepository threads;
    private final MessageListRepository messages;
    private final Caller caller;

    ThreadResource(
            Sql sql,
            ViewRepository views,
            ThreadViewRepository threads,
            MessageListRepository messages,
            Caller caller) {
        this.sql = sql;
        this.views = views;
        this.threads = threads;
        this.messages = messages;
        this.caller = caller;
    }

    /**
     * Those with the newest messages first; {@code after} is the {@code next} of the page before.
     * It looks at 20,000 messages at most: a page may be short, or empty, and yet have a next one.
     */
    @GET
    public ThreadView.Page list(
            @QueryParam("account") Optional<UUID> account,
            @QueryParam("after") Optional<String> after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @Context UriInfo uri) {
        Asked.onlyFor(Set.of("account", "after", "limit"), uri);
        var id = account.orElseThrow(() -> Problem.invalid("Say which account: ?account=<id>."));
        var from = after.map(text -> Position.parse("after", text));
        return sql.transaction(
                request(),
                () -> {
                    if (!views.hasAccount(id)) {
                        throw Problem.notFound();
                    }
                    return threads.list(id, from, limit);
                });
    }

    /**
     * With its messages, oldest first. A thread that has become part of another one is found under
     * both ids, and has that of the other one.
     */
    @GET
    @Path("{id}")
    public ThreadView.Whole get(
            UUID id,
            @QueryParam("after") Optional<String> after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @Context UriInfo uri) {
        Asked.onlyFor(Set.of("after", "limit"), uri);
        var from = after.map(text -> Position.parse("after", text));
        return sql.transaction(
                request(),
                () -> {
                    var thread =
                            threads.find(id).flatMap(threads::view).orElseThrow(Problem::notFound);
                    var page = messages.listThread(thread.id(), from, limit);
                    return new ThreadView.Whole(thread, page.items(), page.next());
                });
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
