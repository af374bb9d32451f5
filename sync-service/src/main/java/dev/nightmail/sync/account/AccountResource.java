package dev.nightmail.sync.account;

import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;

/** Lets a caller add, look at and remove the accounts that are kept in sync. */
@Path("/api/email-accounts")
@RunOnVirtualThread
class AccountResource {

    private final Sql sql;
    private final AccountRepository accounts;
    private final NewAccounts newAccounts;
    private final Jobs jobs;
    private final Caller caller;

    AccountResource(
            Sql sql,
            AccountRepository accounts,
            NewAccounts newAccounts,
            Jobs jobs,
            Caller caller) {
        this.sql = sql;
        this.jobs = jobs;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.caller = caller;
    }

    /** Answers before anything is connected to: the log-in is the first step of the job. */
    @POST
    public Response add(@NotNull @Valid AccountForm form) {
        var added = newAccounts.add(form, caller.tenant(), caller.actor());
        return Response.accepted(added).location(URI.create("/api/jobs/" + added.jobId())).build();
    }

    @GET
    public AccountView.Page list() {
        return sql.transaction(
                request(),
                () ->
                        new AccountView.Page(
                                accounts.listByAge().stream().map(AccountView::of).toList()));
    }

    @GET
    @Path("{id}")
    public AccountView get(UUID id) {
        return sql.transaction(request(), () -> accounts.findByIdOptional(id).map(AccountView::of))
                .orElseThrow(Problem::notFound);
    }

    /**
     * Removes the account at once; a job deletes what was stored of it. A sync that runs ends by
     * itself.
     */
    @DELETE
    @Path("{id}")
    public void delete(UUID id) {
        sql.transact(
                request(),
                () -> {
                    if (!accounts.deleteById(id)) {
                        throw Problem.notFound();
                    }
                    jobs.enqueue(
                            NewJob.of(
                                    SyncKinds.REMOVE,
                                    new SyncKinds.Args(id),
                                    caller.tenant(),
                                    Trigger.API,
                                    caller.actor()));
                });
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
