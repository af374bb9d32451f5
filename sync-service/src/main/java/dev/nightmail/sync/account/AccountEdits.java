package dev.nightmail.sync.account;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.problem.Etag;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Caller;
import dev.nightmail.common.security.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Changes an account as its owner wishes, in the caller's transaction. */
@ApplicationScoped
class AccountEdits {

    private final AccountRepository accounts;
    private final Secrets secrets;
    private final Audit audit;
    private final InstantSource clock;

    AccountEdits(AccountRepository accounts, Secrets secrets, Audit audit, InstantSource clock) {
        this.accounts = accounts;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    Optional<AccountView> find(UUID id) {
        return accounts.findByIdOptional(id).map(AccountView::of);
    }

    /**
     * Changes what the patch names. Another log-in, and being switched on again, end what was wrong
     * and make the account due; another depth makes it due.
     *
     * @param seen as in the header If-Match
     * @throws Problem 404, 412, 428; 422 when an issuer vouches for the log-in that is changed, or
     *     a server is another one and the secret is not given anew: whoever has a key only must not
     *     have the stored secret sent to a host of theirs
     */
    AccountView edit(UUID id, AccountPatch patch, Optional<String> seen, Caller caller) {
        var account = accounts.findToChange(id).orElseThrow(Problem::notFound);
        Etag.require(seen, account.version);
        if (account.isVouchedFor() && patch.changesLogin()) {
            throw Problem.unprocessable(
                    "vouched-account", "Its log-in is its provider's: connect it there anew.");
        }
        if (patch.secret().isEmpty() && account.isMovedBy(patch)) {
            throw Problem.unprocessable(
                    "secret-required", "Give the secret, too, when a server is another one.");
        }
        patch.secret()
                .ifPresent(text ->
                        account.secret = secrets.encrypt(text, account.tenantId, account.id));
        apply(account, patch, clock.instant());
        account.version++;
        audit.write(
                AuditEntry.critical(caller.tenant(), "account.change", entity(id), caller.actor())
                        .with("fields", patch.fields()));
        return AccountView.of(account);
    }

    /**
     * It is synced as soon as there is room, unless its server has asked for patience.
     *
     * @throws Problem 404; 409 when it is switched off, or its log-in was refused
     */
    AccountView syncSoon(UUID id) {
        var account = accounts.findToChange(id).orElseThrow(Problem::notFound);
        if (!account.active) {
            throw new Problem(
                    Status.CONFLICT, "account-rests", "Switch it on: it is synced then at once.");
        }
        if (account.state.equals("error")) {
            throw new Problem(
                    Status.CONFLICT,
                    "login-refused",
                    "Test it, or give another secret: it is synced then at once.");
        }
        account.hasten(clock.instant());
        return AccountView.of(account);
    }

    /**
     * The servers let in whom they did not let in before; an account that was removed meanwhile
     * stays so.
     */
    Optional<AccountView> revive(UUID id, Caller caller) {
        var found = accounts.findToChange(id);
        found.ifPresent(account -> {
            account.revive(clock.instant());
            audit.write(
                    AuditEntry.critical(
                            caller.tenant(), "account.test", entity(id), caller.actor()));
        });
        return found.map(AccountView::of);
    }

    private static void apply(Account account, AccountPatch patch, Instant now) {
        boolean isResumed = patch.active().orElse(false) && !account.active;
        patch.name().ifPresent(name -> account.name = name);
        patch.imap().ifPresent(account::readFrom);
        patch.smtp().ifPresent(account::sendThrough);
        patch.username().ifPresent(username -> account.username = username);
        patch.depth()
                .ifPresent(depth -> {
                    account.reach(depth.checked());
                    account.nextDueAt = now;
                });
        patch.syncIntervalMinutes()
                .ifPresent(minutes -> {
                    account.syncIntervalMinutes = minutes;
                    var latest = now.plus(Duration.ofMinutes(minutes));
                    account.nextDueAt =
                            account.nextDueAt.isAfter(latest) ? latest : account.nextDueAt;
                });
        patch.idle().ifPresent(on -> account.idle = on);
        patch.active().ifPresent(on -> account.active = on);
        if (patch.changesLogin() || isResumed) {
            account.revive(now);
        }
        if (!account.active) {
            account.state = "paused";
        }
    }

    private static String entity(UUID id) {
        return "account:" + id;
    }
}
