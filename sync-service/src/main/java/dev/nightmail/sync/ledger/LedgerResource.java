package dev.nightmail.sync.ledger;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.finding.Asked;
import dev.nightmail.sync.reading.ViewRepository;
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

/** Lets a caller check that what was synced of an account is everything. */
@Path("/api/email-accounts/{id}/ledger")
@RunOnVirtualThread
@Scope("mail:read")
class LedgerResource {

    private static final String SEPARATOR = ":";

    private final Sql sql;
    private final ViewRepository views;
    private final LedgerRepository ledgers;
    private final Caller caller;

    LedgerResource(Sql sql, ViewRepository views, LedgerRepository ledgers, Caller caller) {
        this.sql = sql;
        this.views = views;
        this.ledgers = ledgers;
        this.caller = caller;
    }

    @GET
    public LedgerView get(UUID id) {
        return sql.transaction(
                request(),
                () -> {
                    require(id);
                    return Lines.ledger(views.listMailboxes(id), ledgers.countQuarantined(id));
                });
    }

    /** What could not be stored, by mailbox and UID. */
    @GET
    @Path("quarantine")
    public LedgerView.Page quarantine(
            UUID id,
            @QueryParam("after") Optional<String> after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @Context UriInfo uri) {
        Asked.onlyFor(Set.of("after", "limit"), uri);
        var from = after.map(LedgerResource::place);
        var found =
                sql.transaction(
                        request(),
                        () -> {
                            require(id);
                            return ledgers.listQuarantined(id, from, limit + 1);
                        });
        if (found.size() <= limit) {
            return new LedgerView.Page(found, Optional.empty());
        }
        var page = found.subList(0, limit);
        var last = page.getLast();
        return new LedgerView.Page(page, Optional.of(last.mailboxId() + SEPARATOR + last.uid()));
    }

    private void require(UUID account) {
        if (!views.hasAccount(account)) {
            throw Problem.notFound();
        }
    }

    private static LedgerRepository.Place place(String text) {
        try {
            int end = text.indexOf(SEPARATOR);
            var mailbox = UUID.fromString(text.substring(0, Math.max(0, end)));
            return new LedgerRepository.Place(mailbox, Long.parseLong(text.substring(end + 1)));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "The parameter after is wrong: it is the next of the page before.");
        }
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
