package dev.nightmail.mail.account;

import dev.nightmail.common.event.Fact;
import dev.nightmail.common.event.MailFact;
import dev.nightmail.common.event.MailFact.SendingPaused;
import dev.nightmail.common.event.MailFact.SendingResumed;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.event.OwnTopics;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.mail.smtp.Phase;
import dev.nightmail.mail.smtp.Refusal;
import dev.nightmail.mail.smtp.SmtpResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What mail is sent through. Keeps the mail of accounts back whose log-in is refused, without
 * spending an attempt of it, and tells so once.
 */
@ApplicationScoped
public class SendingAccounts implements OwnTopics {

    private final AccountRepository accounts;
    private final Sql sql;
    private final Outbox outbox;
    private final InstantSource clock;

    public SendingAccounts(
            AccountRepository accounts, Sql sql, Outbox outbox, InstantSource clock) {
        this.accounts = accounts;
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public List<String> names() {
        return List.of(MailFact.TOPIC);
    }

    /** As it is now, in the caller's transaction; empty when it is gone, or switched off. */
    public Optional<SendingAccount> find(UUID account) {
        return accounts.find(account);
    }

    /**
     * How long a message has to wait. Empty when it may be offered: nothing is refused, or this is
     * the one that finds out whether it is so still. A death of that one leaves it to the next
     * probe.
     */
    public Optional<Duration> rest(SendingAccount account, JobContext job) {
        return account.standing().flatMap(pause -> rest(account, pause, job));
    }

    private Optional<Duration> rest(SendingAccount account, AccountPause pause, JobContext job) {
        var now = clock.instant();
        if (pause.probeAt().isAfter(now)) {
            return Optional.of(Duration.between(now, pause.probeAt()));
        }
        var next = pause.untilNext(now);
        var isTaken = new AtomicBoolean();
        job.chunk(chunk -> isTaken.set(takeProbe(account, pause, now.plus(next))));
        return isTaken.get() ? Optional.empty() : Optional.of(next);
    }

    /** The message that was refused with its account waits as long as the others. */
    public Duration untilProbe(SendingAccount account) {
        return account.standing()
                .map(pause -> pause.untilNext(clock.instant()))
                .orElse(AccountPause.SHORTEST);
    }

    /** What an attempt says of the account, in the chunk that notes it. */
    public void note(SendingAccount account, SmtpResult result, JobContext job) {
        var refusal = result.refusalOfAccount();
        if (refusal.isPresent()) {
            begin(account, refusal.get(), job);
        } else if (account.pause().isPresent() && result.phase().compareTo(Phase.MAIL) >= 0) {
            end(account, job);
        }
    }

    private void begin(SendingAccount account, Refusal refusal, JobContext job) {
        var now = clock.instant();
        int begun =
                sql.update(
                        """
                        INSERT INTO mail.account_pause (account_id, tenant_id, login, since, probe_at, rule)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (account_id) DO UPDATE
                        SET login = EXCLUDED.login, since = EXCLUDED.since, probe_at = EXCLUDED.probe_at,
                            rule = EXCLUDED.rule
                        WHERE account_pause.login <> EXCLUDED.login
                        """,
                        account.id(),
                        job.tenant(),
                        account.login(),
                        now,
                        now.plus(AccountPause.SHORTEST),
                        refusal.verdict().rule());
        if (begun == 1) {
            var reason = refusal.verdict().category().code();
            tell(new SendingPaused(account.id(), reason, refusal.verdict().rule()), job);
        }
    }

    private void end(SendingAccount account, JobContext job) {
        int ended = sql.update("DELETE FROM mail.account_pause WHERE account_id = ?", account.id());
        if (ended == 1) {
            tell(new SendingResumed(account.id()), job);
        }
    }

    private boolean takeProbe(SendingAccount account, AccountPause pause, Instant next) {
        return sql.update(
                        """
                        UPDATE mail.account_pause SET probe_at = ?
                        WHERE account_id = ? AND login = ? AND probe_at = ?
                        """,
                        next,
                        account.id(),
                        pause.login(),
                        pause.probeAt())
                == 1;
    }

    private void tell(MailFact fact, JobContext job) {
        outbox.add(
                MailFact.TOPIC,
                new Fact<>(fact.type(), job.tenant(), fact.accountId().toString(), (Record) fact));
    }
}
