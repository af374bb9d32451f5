package dev.nightmail.sync.contact;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.finding.Asked;
import dev.nightmail.sync.reading.ViewRepository;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Lets a caller look up whom an account knows. */
@Path("/api/contacts")
@RunOnVirtualThread
@Scope("mail:read")
class ContactResource {

    private final Sql sql;
    private final ViewRepository views;
    private final ContactViewRepository contacts;
    private final Caller caller;

    ContactResource(Sql sql, ViewRepository views, ContactViewRepository contacts, Caller caller) {
        this.sql = sql;
        this.views = views;
        this.contacts = contacts;
        this.caller = caller;
    }

    /**
     * In the order of addresses; {@code after} is the {@code next} of the page before. A search
     * looks at 20,000 contacts at most: its page may be short, or empty, and yet have a next one.
     */
    @GET
    public ContactView.Page list(@Valid @BeanParam ContactQuery query, @Context UriInfo uri) {
        Asked.onlyFor(ContactQuery.NAMES, uri);
        var id =
                Optional.ofNullable(query.account)
                        .orElseThrow(() -> Problem.invalid("Say which account: ?account=<id>."));
        var words = Asked.text("q", query.q);
        var after = Asked.text("after", query.after, ContactAddress.MAX_LENGTH);
        return sql.transaction(
                Access.request(caller.tenant()),
                () -> {
                    if (!views.hasAccount(id)) {
                        throw Problem.notFound();
                    }
                    return contacts.list(id, words, after, query.limit);
                });
    }
}
