package dev.nightmail.sync.account;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Scope;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Lets a caller add and list the accounts that are kept in sync. */
@Path("/api/email-accounts")
@RunOnVirtualThread
@Scope("accounts:read")
class AccountResource {

    private final Sql sql;
    private final AccountRepository accounts;
    private final NewAccounts newAccounts;
    private final AccountTests tests;
    private final Caller caller;

    AccountResource(
            Sql sql,
            AccountRepository accounts,
            NewAccounts newAccounts,
            AccountTests tests,
            Caller caller) {
        this.sql = sql;
        this.tests = tests;
        this.accounts = accounts;
        this.newAccounts = newAccounts;
        this.caller = caller;
    }

    /**
     * Answers before anything is connected to: the log-in is the first step of the job.
     *
     * @param verify whether to log in first, for some seconds at most, and store nothing if that
     *     fails
     */
    @POST
    @Scope("accounts:write")
    public Response add(
            @QueryParam("verify") @DefaultValue("false") boolean verify,
            @NotNull @Valid AccountForm form) {
        tests.requireHosts(form.imap(), form.smtp());
        if (verify) {
            tests.verify(form, caller);
        }
        var added = newAccounts.add(form, caller.tenant(), caller.actor());
        return Response.accepted(added).location(URI.create("/api/jobs/" + added.jobId())).build();
    }

    /** The oldest first; {@code after} is the {@code next} of the page before. */
    @GET
    public AccountView.Page list(
            @QueryParam("after") Optional<UUID> after,
            @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(200) int limit) {
        var found =
                sql.transaction(
                        request(),
                        () ->
                                accounts.list(after.orElse(Ids.NIL), limit).stream()
                                        .map(AccountView::of)
                                        .toList());
        return new AccountView.Page(
                found, found.size() < limit ? Optional.empty() : Optional.of(found.getLast().id()));
    }

    private Access request() {
        return Access.request(caller.tenant());
    }
}
