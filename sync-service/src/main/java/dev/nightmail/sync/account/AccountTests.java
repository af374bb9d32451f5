package dev.nightmail.sync.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.login.LoginAnswer;
import dev.nightmail.sync.login.LoginCheck;
import dev.nightmail.sync.login.LoginView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.stream.Stream;

/** Tries an account's servers with what is stored, and no transaction open meanwhile. */
@ApplicationScoped
class AccountTests {

    private final Sql sql;
    private final AccountRepository accounts;
    private final AccountEdits edits;
    private final Logins logins;
    private final LoginCheck check;

    AccountTests(
            Sql sql,
            AccountRepository accounts,
            AccountEdits edits,
            Logins logins,
            LoginCheck check) {
        this.sql = sql;
        this.accounts = accounts;
        this.edits = edits;
        this.logins = logins;
        this.check = check;
    }

    /** What came of it, and how the account is since. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Tested(LoginAnswer imap, LoginAnswer smtp, AccountView account) {}

    /**
     * Logs in at both servers. If the one for reading lets us in, nothing is wrong with the account
     * any more, and it is due.
     *
     * @throws Problem 404, or 429 when the tenant has tried too often
     */
    Tested test(UUID id, Caller caller) {
        var request = Access.request(caller.tenant());
        var stored =
                sql.transaction(request, () -> accounts.findByIdOptional(id).map(this::stored))
                        .orElseThrow(Problem::notFound);
        var login = stored.login();
        var answer = check.check(caller.tenant(), login.reading(), login.sending());
        var after =
                answer.imap() == LoginAnswer.OK
                        ? sql.transaction(request, () -> edits.revive(id, caller))
                                .orElseThrow(Problem::notFound)
                        : stored.view();
        return new Tested(answer.imap(), answer.smtp(), after);
    }

    /** What is tried, and what the account looked like before. */
    private record Stored(Login login, AccountView view) {}

    private Stored stored(Account account) {
        return new Stored(logins.of(account), AccountView.of(account));
    }

    /**
     * Tries what somebody wants to add.
     *
     * @throws Problem 422 when either server does not let in, 429 when the tenant has tried too
     *     often
     */
    void verify(AccountForm form, Caller caller) {
        var login = Logins.of(form);
        LoginView answer = check.check(caller.tenant(), login.reading(), login.sending());
        if (!answer.areBothOpen()) {
            throw Problem.unprocessable("login-failed", answer.text());
        }
    }

    /** Refuses hosts that are never connected to. */
    void requireHosts(AccountForm.Server... servers) {
        check.requireHosts(Stream.of(servers).map(AccountForm.Server::unresolved).toList());
    }
}
