package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ListedMailbox;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.MailboxStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Brings all mailboxes of an account up to date. Safe to repeat: it goes on where the last
 * attempt's pages ended.
 */
@ApplicationScoped
class AccountSync {

    private static final Duration THROTTLED = Duration.ofMinutes(5);

    private final SyncStateRepository accounts;
    private final MailboxRepository mailboxes;
    private final MailboxSync mailboxSync;
    private final ImapClient imap;

    AccountSync(
            SyncStateRepository accounts,
            MailboxRepository mailboxes,
            MailboxSync mailboxSync,
            ImapClient imap) {
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.mailboxSync = mailboxSync;
        this.imap = imap;
    }

    /** Connects to the account's server and logs in. */
    @FunctionalInterface
    interface Login {
        ImapConnection open() throws ImapException;
    }

    /**
     * Logs in and syncs.
     *
     * @throws ImapException when the attempt failed in a way that may pass
     */
    JobResult sync(UUID account, JobContext job) throws ImapException {
        var endpoint = job.read(() -> accounts.findEndpoint(account));
        if (endpoint.isEmpty()) {
            return new JobResult.Cancelled("account-gone");
        }
        return sync(account, job, () -> imap.open(endpoint.get()));
    }

    JobResult sync(UUID account, JobContext job, Login login) throws ImapException {
        try (var connection = login.open()) {
            return sync(account, job, connection);
        } catch (ImapException e) {
            return failed(account, e, job);
        }
    }

    private JobResult sync(UUID account, JobContext job, ImapConnection connection)
            throws ImapException {
        var listed =
                connection.listWithStatus().stream()
                        .filter(l -> l.mailbox().isSelectable())
                        .toList();
        job.chunk(chunk -> {
            accounts.markSyncing(account);
            listed.forEach(l -> mailboxes.put(job, account, l.mailbox()));
            var names = listed.stream().map(ListedMailbox::mailbox).toList();
            chunk.count("mailboxesGone", mailboxes.deleteExcept(account, names));
        });
        syncMailboxes(account, job, connection, listed);
        return job.complete(chunk -> accounts.markSynced(account));
    }

    private void syncMailboxes(
            UUID account, JobContext job, ImapConnection connection, List<ListedMailbox> listed)
            throws ImapException {
        var selected = job.read(() -> mailboxes.listSelected(account));
        var statuses = statuses(listed);
        long total =
                selected.stream()
                        .flatMap(mailbox ->
                                Optional.ofNullable(statuses.get(mailbox.name())).stream())
                        .mapToLong(MailboxStatus::messages)
                        .sum();
        var progress = new Progress(job.read(() -> mailboxes.countStored(account)), total);
        for (var mailbox : selected) {
            var status = statuses.get(mailbox.name());
            if (status == null || !mailbox.isUnchanged(status)) {
                mailboxSync.sync(job, mailbox, connection.examine(mailbox.name()), progress);
            }
        }
    }

    private static Map<MailboxName, MailboxStatus> statuses(List<ListedMailbox> listed) {
        return listed.stream()
                .flatMap(l -> l.status().stream())
                .collect(Collectors.toMap(MailboxStatus::name, status -> status, (a, b) -> b));
    }

    private JobResult failed(UUID account, ImapException failure, JobContext job)
            throws ImapException {
        var error = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case AUTHENTICATION -> {
                job.chunk(chunk -> accounts.markRefused(account, error));
                yield new JobResult.Failed("authentication", error);
            }
            case THROTTLED -> new JobResult.Snoozed(THROTTLED, "throttled");
            case TEMPORARY, PERMANENT, PROTOCOL -> {
                job.chunk(chunk -> accounts.markFailed(account, error));
                throw failure;
            }
        };
    }
}
