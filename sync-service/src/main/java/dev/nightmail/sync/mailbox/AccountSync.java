package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.mailbox.AccountLogin.Login;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Brings all mailboxes of an account up to date. Safe to repeat: it goes on where the last
 * attempt's pages ended.
 */
@ApplicationScoped
class AccountSync {

    private final AccountLogin logins;
    private final MailboxRepository mailboxes;
    private final Steps steps;

    /** What a sync consists of. */
    @Singleton
    record Steps(
            MailboxList list,
            Labels labels,
            MailboxPass pass,
            Departures departures,
            AccountOutcomes outcomes) {}

    AccountSync(AccountLogin logins, MailboxRepository mailboxes, Steps steps) {
        this.logins = logins;
        this.mailboxes = mailboxes;
        this.steps = steps;
    }

    /**
     * Logs in and syncs.
     *
     * @throws ImapException when the attempt failed in a way that may pass
     */
    JobResult sync(UUID account, JobContext job) throws ImapException {
        int version = logins.version(account, job);
        var login = logins.find(account, job);
        return login.isEmpty()
                ? new JobResult.Cancelled("account-gone")
                : sync(new Tried(account, version), job, login.get());
    }

    /** An account as it was when its log-in was read. */
    private record Tried(UUID account, int version) {}

    JobResult sync(UUID account, JobContext job, Login login) throws ImapException {
        return sync(new Tried(account, logins.version(account, job)), job, login);
    }

    private JobResult sync(Tried tried, JobContext job, Login login) throws ImapException {
        try {
            return attempt(tried, logins.live(tried.account(), job), login);
        } catch (LiveAccount.GoneException gone) {
            return new JobResult.Cancelled("account-gone");
        }
    }

    private JobResult attempt(Tried tried, JobContext job, Login login) throws ImapException {
        try (var connection = login.open()) {
            return sync(tried.account(), job, connection);
        } catch (ImapException e) {
            return steps.outcomes().failed(job, tried.account(), tried.version(), e);
        }
    }

    private JobResult sync(UUID account, JobContext job, ImapConnection connection)
            throws ImapException {
        var trust = job.read(() -> logins.trust(account));
        trust.prepare(connection);
        var listing = Listing.of(connection);
        steps.list().take(job, account, connection, listing);
        var standing = job.read(() -> logins.standing(account, trust));
        var pass = new Pass(job, account, standing, progress(job, account, listing));
        steps.list().leave(pass, listing);
        steps.labels().sort(pass, listing);
        steps.pass().run(pass, connection, listing);
        if (job.isDryRun()) {
            steps.list().countNew(pass, listing);
        }
        boolean isWithheld = steps.departures().settle(pass);
        return job.complete(chunk -> {
            if (!isWithheld) {
                steps.departures().tidy(account, chunk);
            }
            mailboxes.markMissing(account, listing.names());
            steps.outcomes().succeeded(job, account);
        });
    }

    private Progress progress(JobContext job, UUID account, Listing listing) {
        return job.read(() -> {
            long messages = listing.messages(mailboxes.listSelected(account));
            long skipped = mailboxes.countSkipped(account);
            return new Progress(mailboxes.countStored(account), messages - skipped);
        });
    }
}
