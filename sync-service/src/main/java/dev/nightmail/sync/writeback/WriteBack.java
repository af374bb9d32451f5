package dev.nightmail.sync.writeback;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ImapException.Kind;
import dev.nightmail.sync.imap.ResponseCode;
import dev.nightmail.sync.imap.WritableMailbox;
import dev.nightmail.sync.writeback.TargetRepository.Letter;
import dev.nightmail.sync.writeback.TargetRepository.Place;
import dev.nightmail.sync.writeback.Wish.FlagWish;
import dev.nightmail.sync.writeback.Wish.MailboxWish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Goes over the wishes of an account, one after the other, over one connection. */
@ApplicationScoped
class WriteBack {

    /** The account has been switched off in this moment. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final SyncStateRepository accounts;
    private final ImapClient imap;
    private final Repositories rows;
    private final Endings endings;
    private final InForce<WriteBackConfig> settings;

    /** The tables that are read and written. */
    @Singleton
    record Repositories(WriteBackRepository changes, TargetRepository targets) {}

    WriteBack(
            SyncStateRepository accounts,
            ImapClient imap,
            Repositories rows,
            Endings endings,
            InForce<WriteBackConfig> settings) {
        this.accounts = accounts;
        this.imap = imap;
        this.rows = rows;
        this.endings = endings;
        this.settings = settings;
    }

    /** One wish on its way, for a message that has a place. */
    record Step(Change change, Letter letter, JobContext job, OpenServer server) {

        Place place() {
            return letter.place().orElseThrow();
        }

        /** Where the message lies; empty when that is not there, or numbered anew. */
        Optional<WritableMailbox> open() throws ImapException {
            try {
                var from = place().mailbox();
                return Optional.of(server.select(from))
                        .filter(opened ->
                                opened.reading().atSelect().uidValidity() == from.uidValidity());
            } catch (ImapException refused) {
                if (refused.kind() == Kind.PERMANENT && server.isUsable()) {
                    return Optional.empty();
                }
                throw refused;
            }
        }
    }

    /**
     * Carries out what is due.
     *
     * @throws ImapException when the connection does not bear; what was done is written
     */
    JobResult run(UUID account, JobContext job) throws ImapException {
        var endpoint = job.read(() -> accounts.findEndpoint(account));
        return endpoint.isEmpty()
                ? new JobResult.Snoozed(LATER, "account-rests")
                : run(account, job, () -> imap.open(endpoint.get()));
    }

    JobResult run(UUID account, JobContext job, OpenServer.Login login) throws ImapException {
        expire(account, job);
        var next = job.read(() -> rows.changes().findNext(account, 0));
        if (next.isEmpty()) {
            return JobResult.completed();
        }
        try (var server = new OpenServer(login.open())) {
            while (next.isPresent()) {
                job.stopIfAsked();
                var change = next.get();
                carryOut(change, job, server);
                next = job.read(() -> rows.changes().findNext(account, change.seq()));
            }
        }
        return JobResult.completed();
    }

    private void expire(UUID account, JobContext job) {
        job.chunk(chunk -> {
            for (var id : rows.changes().expire(account, settings.now().giveUpAfter())) {
                chunk.settle(Change.effectName(id), "expired");
                chunk.count("failed", 1);
            }
        });
    }

    private void carryOut(Change change, JobContext job, OpenServer server) throws ImapException {
        var found = job.read(() -> rows.targets().find(change.message()));
        if (found.isEmpty() || found.get().isGone()) {
            endings.end(job, change, new ChangeOutcome.Refused("message-gone"));
            return;
        }
        var letter = found.get();
        if (letter.place().isEmpty()) {
            endings.end(job, change, new ChangeOutcome.Waits("looked-for", true));
            return;
        }
        var step = new Step(change, letter, job, server);
        endings.end(step, outcome(step));
    }

    /** What concerns this message only does not stop the others. */
    private ChangeOutcome outcome(Step step) throws ImapException {
        try {
            return switch (step.change().wish()) {
                case FlagWish wish -> new FlagWriting(rows.changes(), step, wish).run();
                case MailboxWish wish -> new Moving(rows, step, wish).run();
            };
        } catch (ImapException refused) {
            if (!step.server().isUsable()) {
                throw refused;
            }
            return ofRefusal(refused).orElseThrow(() -> refused);
        }
    }

    private static Optional<ChangeOutcome> ofRefusal(ImapException refused) {
        return switch (refused.kind()) {
            case PERMANENT -> Optional.of(new ChangeOutcome.Refused("refused"));
            case PROTOCOL -> Optional.of(new ChangeOutcome.Refused("not-understood"));
            case TEMPORARY -> Optional.of(new ChangeOutcome.Waits("refused-for-now", false));
            case THROTTLED ->
                    refused.responseCode()
                            .filter(code -> code == ResponseCode.OVERQUOTA)
                            .map(code -> new ChangeOutcome.Waits("over-quota", false));
            case AUTHENTICATION -> Optional.empty();
        };
    }
}
