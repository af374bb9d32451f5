package dev.nightmail.sync.reading;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.finding.Asked;
import dev.nightmail.sync.finding.MessageFilter;
import dev.nightmail.sync.finding.MessageQuery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** Lets a caller find the messages that were synced. */
@Path("/api/emails")
@RunOnVirtualThread
@Scope("mail:read")
class MessageResource {

    private final Sql sql;
    private final ViewRepository views;
    private final ThreadViewRepository threads;
    private final MessageListRepository messages;
    private final Caller caller;

    MessageResource(
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
     * Those of which all that is asked holds, newest first; {@code after} is the {@code next} of
     * the page before. A page may have fewer messages than the limit, even none, and yet a next
     * one: one request looks at 20,000 messages at most.
     */
    @GET
    public MessageView.Page messages(@Valid @BeanParam MessageQuery query, @Context UriInfo uri) {
        Asked.onlyFor(MessageQuery.NAMES, uri);
        var filter = query.filter();
        var from = query.position();
        return sql.transaction(
                Access.request(caller.tenant()),
                () -> messages.list(existing(filter), from, query.limit));
    }

    /**
     * A thread that has become part of another one is that, and a folder that shows a label is the
     * label: nothing lies there.
     */
    private MessageFilter existing(MessageFilter filter) {
        var within = filter.within();
        boolean isThere =
                within.account().map(views::hasAccount).orElse(true)
                        && within.folder().map(views::hasMailbox).orElse(true);
        if (!isThere) {
            throw Problem.notFound();
        }
        var labelled =
                within.folder()
                        .flatMap(id -> views.findLabel(id, within.account()))
                        .map(found -> filter.inLabel(found.account(), found.label()))
                        .orElse(filter);
        return within.thread()
                .map(id -> labelled.inThread(threads.find(id).orElseThrow(Problem::notFound)))
                .orElse(labelled);
    }
}
