package dev.nightmail.sync.account;

import dev.nightmail.common.problem.Etag;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** Lets a caller look at an account, change it, try its servers and remove it. */
@Path("/api/email-accounts/{id}")
@RunOnVirtualThread
@Scope("accounts:read")
class OneAccountResource {

    private final Sql sql;
    private final AccountEdits edits;
    private final AccountTests tests;
    private final AccountRemoval removal;
    private final Caller caller;

    OneAccountResource(
            Sql sql,
            AccountEdits edits,
            AccountTests tests,
            AccountRemoval removal,
            Caller caller) {
        this.sql = sql;
        this.edits = edits;
        this.tests = tests;
        this.removal = removal;
        this.caller = caller;
    }

    /** Its {@code ETag} is what a change has to name. */
    @GET
    public Response get(UUID id) {
        return answer(
                sql.transaction(request(), () -> edits.find(id)).orElseThrow(Problem::notFound));
    }

    /** Refuses hosts that are never connected to before anything is changed. */
    @PATCH
    @Scope("accounts:write")
    public Response change(
            UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> seen,
            @NotNull @Valid AccountPatch patch) {
        if (patch.imap().isPresent() || patch.smtp().isPresent()) {
            var now =
                    sql.transaction(request(), () -> edits.find(id)).orElseThrow(Problem::notFound);
            tests.requireHosts(patch.imap().orElse(now.imap()), patch.smtp().orElse(now.smtp()));
        }
        return answer(sql.transaction(request(), () -> edits.edit(id, patch, seen, caller)));
    }

    /** Logs in at both servers, for some seconds at most, and tells what came of it. */
    @POST
    @Path("test")
    @Scope("accounts:write")
    public AccountTests.Tested test(UUID id) {
        return tests.test(id, caller);
    }

    /** 202 when it is synced next; 409 when it is not synced at all. */
    @POST
    @Path("sync")
    @Scope("accounts:write")
    public Response sync(UUID id) {
        return Response.accepted(sql.transaction(request(), () -> edits.syncSoon(id))).build();
    }

    /**
     * Removes the account at once; a job deletes what was stored of it. A sync that runs ends by
     * itself.
     */
    @DELETE
    @Scope("accounts:write")
    public void delete(UUID id) {
        sql.transact(request(), () -> removal.remove(id, caller.tenant(), caller.actor()));
    }

    private static Response answer(AccountView account) {
        return Response.ok(account).header(HttpHeaders.ETAG, Etag.of(account.version())).build();
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
