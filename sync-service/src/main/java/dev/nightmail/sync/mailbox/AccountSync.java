package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ImapException.Kind;
import dev.nightmail.sync.imap.ListedMailbox;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.MailboxStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
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
    private final Removal removal;
    private final ImapClient imap;

    AccountSync(
            SyncStateRepository accounts,
            MailboxRepository mailboxes,
            MailboxSync mailboxSync,
            Removal removal,
            ImapClient imap) {
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.mailboxSync = mailboxSync;
        this.removal = removal;
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
        try {
            return attempt(account, new LiveAccount(job, accounts, account), login);
        } catch (LiveAccount.GoneException gone) {
            return new JobResult.Cancelled("account-gone");
        }
    }

    private JobResult attempt(UUID account, JobContext job, Login login) throws ImapException {
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
                        .collect(Collectors.toMap(l -> l.mailbox().name(), l -> l));
        job.chunk(chunk -> {
            accounts.markSyncing(account);
            listed.values().forEach(l -> mailboxes.put(job, account, l.mailbox()));
        });
        syncMailboxes(account, job, connection, listed);
        // One list without them may have been a short one: this is the second.
        for (var missing : job.read(() -> mailboxes.listMissing(account))) {
            // The one that is there again is not missing, although a dry run has not kept that.
            if (!listed.containsKey(missing.name())) {
                removal.expunge(job, missing);
                removal.remove(job, missing);
            }
        }
        return job.complete(chunk -> {
            mailboxes.markMissing(account, listed.keySet());
            accounts.markSynced(account);
        });
    }

    /**
     * Syncs one mailbox after the other. What is wrong with one is noted on it, and the others go
     * on.
     *
     * @throws ImapException at the end, if a repeat may help one of them
     */
    private void syncMailboxes(
            UUID account,
            JobContext job,
            ImapConnection connection,
            Map<MailboxName, ListedMailbox> listed)
            throws ImapException {
        var selected =
                job.read(() -> mailboxes.listSelected(account)).stream()
                        .filter(mailbox -> listed.containsKey(mailbox.name()))
                        .toList();
        var statuses = statuses(listed.values());
        var progress =
                new Progress(
                        job.read(() -> mailboxes.countStored(account)), total(selected, statuses));
        Optional<ImapException> mayPass = Optional.empty();
        for (var mailbox : selected) {
            var status = statuses.get(mailbox.name());
            if (status == null || !mailbox.isUnchanged(status)) {
                var failure = sync(job, mailbox, connection, progress);
                mayPass = mayPass.or(() -> failure);
            }
        }
        if (job.isDryRun()) {
            countNew(account, job, listed.values());
        }
        if (mayPass.isPresent()) {
            throw mayPass.get();
        }
    }

    /** What mailboxes hold that are not kept here, since this is a dry run. */
    private void countNew(UUID account, JobContext job, Collection<ListedMailbox> listed) {
        var known =
                job.read(() -> mailboxes.listAll(account)).stream()
                        .map(StoredMailbox::name)
                        .collect(Collectors.toSet());
        long messages =
                listed.stream()
                        .filter(l -> !known.contains(l.mailbox().name()))
                        .filter(l -> MailboxRepository.isSynced(l.mailbox()))
                        .flatMap(l -> l.status().stream())
                        .mapToLong(MailboxStatus::messages)
                        .sum();
        if (messages > 0) {
            job.estimate("messages of new mailboxes are counted as the server tells, unread");
            job.chunk(chunk -> chunk.count("stored", messages));
        }
    }

    /** What went wrong, if a repeat may help. */
    private Optional<ImapException> sync(
            JobContext job, StoredMailbox mailbox, ImapConnection connection, Progress progress)
            throws ImapException {
        try {
            var selected = connection.examine(mailbox.name());
            mailboxSync.sync(new OpenMailbox(job, mailbox, selected, progress));
            return Optional.empty();
        } catch (ImapException e) {
            if (e.kind() == Kind.THROTTLED || !connection.isUsable()) {
                throw e;
            }
            var problem = String.valueOf(e.getMessage());
            job.chunk(chunk -> mailboxes.note(job, mailbox, problem));
            return Optional.of(e).filter(failure -> failure.kind() == Kind.TEMPORARY);
        }
    }

    private static Map<MailboxName, MailboxStatus> statuses(Collection<ListedMailbox> listed) {
        return listed.stream()
                .flatMap(l -> l.status().stream())
                .collect(Collectors.toMap(MailboxStatus::name, status -> status));
    }

    private static long total(
            List<StoredMailbox> selected, Map<MailboxName, MailboxStatus> statuses) {
        return selected.stream()
                .flatMap(mailbox -> Optional.ofNullable(statuses.get(mailbox.name())).stream())
                .mapToLong(MailboxStatus::messages)
                .sum();
    }

    private JobResult failed(UUID account, ImapException failure, JobContext job)
            throws ImapException {
        var error = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case AUTHENTICATION -> {
                job.chunk(chunk -> accounts.markRefused(account, error));
                yield new JobResult.Failed("authentication", error);
            }
            case THROTTLED -> {
                var pause = failure.backoff().orElse(THROTTLED);
                job.chunk(chunk -> accounts.markThrottled(account, pause));
                yield new JobResult.Snoozed(pause, "throttled");
            }
            case TEMPORARY, PERMANENT, PROTOCOL -> {
                job.chunk(chunk -> accounts.markFailed(account, error));
                throw failure;
            }
        };
    }
}
