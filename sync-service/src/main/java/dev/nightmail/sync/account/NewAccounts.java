package dev.nightmail.sync.account;

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
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Adds an account together with its first sync. */
@ApplicationScoped
class NewAccounts {

    private final Sql sql;
    private final AccountRepository accounts;
    private final Jobs jobs;
    private final Secrets secrets;
    private final Stamp stamp;

    /** What a new row is stamped with. */
    @ApplicationScoped
    static class Stamp {

        private final Ids ids;
        private final InstantSource clock;

        Stamp(Ids ids, InstantSource clock) {
            this.ids = ids;
            this.clock = clock;
        }

        void on(Account account) {
            account.id = ids.next();
            account.createdAt = clock.instant();
            account.nextDueAt =
                    account.createdAt.plus(Duration.ofMinutes(account.syncIntervalMinutes));
        }
    }

    NewAccounts(Sql sql, AccountRepository accounts, Jobs jobs, Secrets secrets, Stamp stamp) {
        this.sql = sql;
        this.accounts = accounts;
        this.jobs = jobs;
        this.secrets = secrets;
        this.stamp = stamp;
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
                    persist(account);
                    var job =
                            jobs.enqueue(
                                    NewJob.of(
                                            SyncKinds.FIRST,
                                            new SyncKinds.Args(account.id),
                                            tenant,
                                            Trigger.API,
                                            actor));
                    return new AccountView.Added(AccountView.of(account), job.id());
                });
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
        account.imapHost = form.imap().host();
        account.imapPort = form.imap().port();
        account.imapTls = form.imap().tls();
        account.smtpHost = form.smtp().host();
        account.smtpPort = form.smtp().port();
        account.smtpTls = form.smtp().tls();
        account.username = form.username();
        account.active = true;
        account.state = "pending";
        account.syncIntervalMinutes =
                form.syncIntervalMinutes().orElse(AccountForm.DEFAULT_INTERVAL_MINUTES);
        account.syncError = "";
        stamp.on(account);
        account.secret = secrets.encrypt(form.secret(), tenant, account.id);
        return account;
    }
}
