package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.mailbox.AccountLogin.Login;
import dev.nightmail.sync.mailbox.AccountLogin.Start;
import dev.nightmail.sync.schedule.Turn;
import dev.nightmail.sync.thread.Threads;
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
    private final Threads threads;
    private final Steps steps;

    /** What a sync consists of. */
    @Singleton
    record Steps(
            Stillness stillness,
            MailboxList list,
            Labels labels,
            MailboxPass pass,
            Departures departures,
            AccountOutcomes outcomes) {}

    AccountSync(AccountLogin logins, MailboxRepository mailboxes, Threads threads, Steps steps) {
        this.logins = logins;
        this.mailboxes = mailboxes;
        this.threads = threads;
        this.steps = steps;
    }

    /**
     * Logs in and syncs, for as long as it is its turn.
     *
     * @throws ImapException when the attempt failed in a way that may pass
     */
    JobResult sync(UUID account, JobContext job, Turn turn) throws ImapException {
        var start = logins.start(account, job);
        if (start.isEmpty()) {
            return gone();
        }
        var rest = start.get().rest();
        return rest.isPresent()
                ? steps.outcomes().hostPaused(job, account, rest.get())
                : sync(new Attempt(start.get(), turn), job, start.get().login());
    }

    /** One that logs in so, and goes on to the end. */
    JobResult sync(UUID account, JobContext job, Login login) throws ImapException {
        var start = logins.start(account, job);
        return start.isEmpty() ? gone() : sync(new Attempt(start.get(), Turn.WHOLE), job, login);
    }

    private static JobResult gone() {
        return new JobResult.Cancelled("account-gone");
    }

    /** An account as it was when its log-in was read, and how long it may take. */
    private record Attempt(Start start, Turn turn) {

        UUID account() {
            return start.beginning().account();
        }
    }

    private JobResult sync(Attempt attempt, JobContext job, Login login) throws ImapException {
        try {
            return attempt(attempt, logins.live(attempt.account(), job), login);
        } catch (LiveAccount.GoneException _) {
            return gone();
        }
    }

    private JobResult attempt(Attempt attempt, JobContext job, Login login) throws ImapException {
        try (var connection = login.open()) {
            return sync(attempt, job, connection);
        } catch (ImapException e) {
            return steps.outcomes().failed(job, attempt.start().beginning(), e);
        }
    }

    private JobResult sync(Attempt attempt, JobContext job, ImapConnection connection)
            throws ImapException {
        var account = attempt.account();
        var trust = attempt.start().trust();
        trust.prepareList(connection);
        var listing = Listing.of(connection);
        if (steps.stillness().isStill(job, account, listing)) {
            return job.complete(
                    chunk -> steps.outcomes().succeeded(job, attempt.start().beginning()));
        }
        trust.prepareOpening(connection);
        steps.list().take(job, account, connection, listing);
        var turn = job.isDryRun() ? Turn.WHOLE : attempt.turn();
        var names = listing.names();
        var standing =
                job.read(() ->
                        logins.standing(
                                account, trust, turn, mailboxes.listUnlisted(account, names)));
        var pass = new Pass(job, account, standing, progress(job, account, listing));
        steps.list().leave(pass, listing);
        steps.labels().sort(pass, listing);
        steps.pass().run(pass, connection, listing);
        if (pass.isCut()) {
            return steps.outcomes().makesWay(job, account, turn);
        }
        if (job.isDryRun()) {
            steps.list().countNew(pass, listing);
        }
        threads.catchUp(job, account);
        boolean isWithheld = steps.departures().settle(pass);
        return job.complete(chunk -> {
            if (!isWithheld) {
                steps.departures().tidy(account, chunk);
            }
            mailboxes.markMissing(account, listing.names());
            steps.outcomes().succeeded(job, attempt.start().beginning());
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
