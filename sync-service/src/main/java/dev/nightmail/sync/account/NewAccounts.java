package dev.nightmail.sync.account;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Adds an account together with its first sync. */
@ApplicationScoped
public class NewAccounts {

    private final Sql sql;
    private final AccountRepository accounts;
    private final Jobs jobs;
    private final Stamp stamp;
    private final Audit audit;

    /** What a new row is stamped with. */
    @ApplicationScoped
    static class Stamp {

        private final Ids ids;
        private final InstantSource clock;
        private final Secrets secrets;

        Stamp(Ids ids, InstantSource clock, Secrets secrets) {
            this.ids = ids;
            this.clock = clock;
            this.secrets = secrets;
        }

        void on(Account account, String secret) {
            account.id = ids.next();
            account.createdAt = clock.instant();
            account.nextDueAt =
                    account.createdAt.plus(Duration.ofMinutes(account.syncIntervalMinutes));
            seal(account, secret);
        }

        /** The secret is bound to the id. */
        void seal(Account account, String secret) {
            account.secret = secrets.encrypt(secret, account.tenantId, account.id);
        }

        void revive(Account account) {
            account.revive(clock.instant());
        }
    }

    NewAccounts(Sql sql, AccountRepository accounts, Jobs jobs, Stamp stamp, Audit audit) {
        this.sql = sql;
        this.accounts = accounts;
        this.jobs = jobs;
        this.stamp = stamp;
        this.audit = audit;
    }

    /**
     * Row and job in one transaction.
     *
     * @throws Problem 409 when the tenant has an account of that address
     */
    AccountView.Added add(AccountForm form, UUID tenant, String actor) {
        var account = toAccount(form, tenant);
        return sql.transaction(
                Access.request(tenant),
                () -> {
                    if (accounts.findByAddress(form.address()).isPresent()) {
                        throw alreadyAdded();
                    }
                    return new AccountView.Added(AccountView.of(account), store(account, actor));
                });
    }

    /**
     * Stores an account for whose log-in an issuer vouches, in the caller's transaction. The
     * tenant's account of that address becomes it, if there is one, with what was wrong forgotten.
     *
     * @param form without a secret
     * @return its id
     */
    public UUID putVouched(AccountForm form, String provider, UUID tenant, String actor) {
        var known = accounts.findToChange(form.address());
        if (known.isEmpty()) {
            var account = toAccount(form, tenant);
            account.oauthProvider = provider;
            store(account, actor);
            return account.id;
        }
        var account = known.get();
        account.readFrom(form.imap());
        account.sendThrough(form.smtp());
        account.username = form.username();
        account.oauthProvider = provider;
        account.version++;
        stamp.seal(account, form.secret());
        stamp.revive(account);
        audit.write(
                AuditEntry.critical(tenant, "account.change", "account:" + account.id, actor)
                        .with("fields", List.of("provider")));
        return account.id;
    }

    /** With its first sync, whose id is returned. */
    private UUID store(Account account, String actor) {
        persist(account);
        var job =
                jobs.enqueue(
                        NewJob.of(
                                SyncKinds.FIRST,
                                new SyncKinds.Args(account.id),
                                account.tenantId,
                                Trigger.API,
                                actor));
        audit.write(
                AuditEntry.critical(
                        account.tenantId, "account.create", "account:" + account.id, actor));
        return job.id();
    }

    /** Another request may have added the same address since we looked. */
    private void persist(Account account) {
        try {
            accounts.persistAndFlush(account);
        } catch (ConstraintViolationException e) {
            throw "account_address_once".equals(e.getConstraintName()) ? alreadyAdded() : e;
        }
    }

    private static Problem alreadyAdded() {
        return new Problem(
                Status.CONFLICT, "account-exists", "This address has been added already.");
    }

    private Account toAccount(AccountForm form, UUID tenant) {
        var account = new Account();
        account.tenantId = tenant;
        account.address = form.address();
        account.name = form.name().orElse("");
        account.readFrom(form.imap());
        account.sendThrough(form.smtp());
        account.username = form.username();
        account.active = true;
        account.state = "pending";
        account.syncIntervalMinutes =
                form.syncIntervalMinutes().orElse(AccountForm.DEFAULT_INTERVAL_MINUTES);
        account.idle = form.idle().orElse(false);
        account.syncError = "";
        account.version = 1;
        account.reach(form.depth().map(Depth::checked).orElse(Depth.WHOLE));
        stamp.on(account, form.secret());
        return account;
    }
}
