package dev.nightmail.sync.writeback;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Verdict;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.schedule.HostPauseRepository;
import dev.nightmail.sync.writeback.WriteBackRepository.Standing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries out what was wished of an account's messages, in order. Safe to repeat: the server is
 * asked what stands before anything is changed.
 */
@ApplicationScoped
public class WriteBackJob implements Job<WriteBackJob.Args> {

    public static final JobKind<Args> KIND =
            JobKind.of("sync.write-back", Args.class, "sync")
                    .uniqueBy(args -> "write-back:" + args.accountId())
                    .oneAtATimeBy(args -> SyncKinds.runningKey(args.accountId()));

    /** For an account that may be served again, and has an effect in doubt. */
    private static final Duration RESTING = Duration.ofMinutes(15);

    private static final Duration THROTTLED = Duration.ofMinutes(5);

    /** When the ladder is at its end. */
    private static final Duration AWAY = Duration.ofHours(1);

    /** Whose messages. */
    @RegisterForReflection
    public record Args(UUID accountId) {}

    private final WriteBack writing;
    private final WriteBackRepository changes;
    private final HostPauseRepository hosts;

    WriteBackJob(WriteBack writing, WriteBackRepository changes, HostPauseRepository hosts) {
        this.writing = writing;
        this.changes = changes;
        this.hosts = hosts;
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public Optional<Args> sample() {
        return Optional.of(new Args(Ids.NIL));
    }

    /** The run looks at the server before it does anything, and so decides itself. */
    @Override
    public Verdict resolve(Args args, EffectState.Uncertain effect, JobContext context) {
        return context.read(() -> changes.standing(args.accountId())) == Standing.GONE
                ? new Verdict.Settle("account-gone")
                : new Verdict.Repeat();
    }

    @Override
    public JobResult run(Args args, JobContext context) throws ImapException {
        return switch (context.read(() -> changes.standing(args.accountId()))) {
            case GONE -> new JobResult.Cancelled("account-gone");
            case RESTING -> rest(args, context);
            case SERVED -> serve(args, context);
        };
    }

    /** The sweep enqueues a job when the account is served again. */
    private JobResult rest(Args args, JobContext context) {
        return context.read(() -> changes.hasTried(args.accountId()))
                ? new JobResult.Snoozed(RESTING, "account-rests")
                : new JobResult.Cancelled("account-rests");
    }

    /** Wishes are not given up with the attempts: only time ends them. */
    private JobResult serve(Args args, JobContext context) throws ImapException {
        var rest = context.read(() -> hosts.findRest(args.accountId()));
        if (rest.isPresent()) {
            return new JobResult.Snoozed(rest.get(), "host-paused");
        }
        try {
            return writing.run(args.accountId(), context);
        } catch (ImapException e) {
            return switch (e.kind()) {
                case AUTHENTICATION -> new JobResult.Snoozed(RESTING, "login-refused");
                case THROTTLED -> new JobResult.Snoozed(e.backoff().orElse(THROTTLED), "throttled");
                case TEMPORARY, PERMANENT, PROTOCOL -> {
                    if (context.failures() < KIND.retries().size()) {
                        throw e;
                    }
                    yield new JobResult.Snoozed(AWAY, "server-away");
                }
            };
        }
    }
}
