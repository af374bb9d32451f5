package dev.nightmail.sync.body;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.storage.ObjectGoneException;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.mime.UnreadableException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Fetches what a message says, or one of its attachments, and stores it.
 *
 * <p>What may pass is tried once more; then it is an error that whoever asks is told. Safe to
 * repeat: it is stored anew, and the objects of before are swept.
 */
@ApplicationScoped
class FetchBodyJob implements Job<FetchBodyJob.Args> {

    static final JobKind<Args> KIND =
            JobKind.of("sync.fetch-body", Args.class, "bodies")
                    .uniqueBy(args ->
                            (args.ahead() ? "body-ahead:" : "body:")
                                    + args.messageId()
                                    + args.attachment().map(n -> "/" + n).orElse(""))
                    .retriedAfter(Duration.ofSeconds(30))
                    .stoppedAfter(Duration.ofMinutes(2))
                    .taking(Duration.ofSeconds(10), Duration.ofMinutes(2));

    private static final Duration THROTTLED = Duration.ofMinutes(1);

    /** How often it is looked whether the sync has been there, and for how long. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** How long somebody waits for a server that is to be left alone; a host's pause is shorter. */
    private static final Duration LEFT_ALONE = Duration.ofMinutes(20);

    /**
     * What to fetch.
     *
     * @param attachment its number in a body that is stored; empty for the body itself
     * @param ahead whether nobody waits for it: it is left if a body is there, or has failed, and
     *     that it is not to be had is told to nobody
     */
    @RegisterForReflection
    record Args(UUID messageId, Optional<Integer> attachment, boolean ahead) {

        /** Somebody waits for it. */
        Args(UUID messageId, Optional<Integer> attachment) {
            this(messageId, attachment, false);
        }
    }

    /**
     * Since when it waits.
     *
     * @param missedAt when the message was not where it should be, for the first time
     * @param deferredAt when the server was to be left alone, for the first time
     */
    @RegisterForReflection
    record Waits(Optional<Instant> missedAt, Optional<Instant> deferredAt) {

        static final Waits FOR_NOTHING = new Waits(Optional.empty(), Optional.empty());
    }

    private final BodyFetch fetch;
    private final BodyRepository bodies;
    private final InForce<BodyConfig> settings;
    private final InstantSource clock;

    FetchBodyJob(
            BodyFetch fetch,
            BodyRepository bodies,
            InForce<BodyConfig> settings,
            InstantSource clock) {
        this.fetch = fetch;
        this.bodies = bodies;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public Optional<Args> sample() {
        return Optional.of(new Args(Ids.NIL, Optional.empty()));
    }

    @Override
    public JobResult run(Args args, JobContext context) throws IOException {
        var ttl = settings.now().ttl();
        if (args.ahead()
                && context.read(() -> bodies.listWithout(List.of(args.messageId()), ttl))
                        .isEmpty()) {
            return JobResult.completed();
        }
        return run(args, context, () -> fetch.fetch(args.messageId(), args.attachment(), context));
    }

    /** How it is fetched. */
    @FunctionalInterface
    interface Fetching {
        JobResult fetch() throws IOException;
    }

    JobResult run(Args args, JobContext context, Fetching fetching) throws IOException {
        try {
            return fetching.fetch();
        } catch (UnreadableException e) {
            return e.reason().equals(RemoteMessage.GONE)
                    ? afterSync(args, context)
                    : never(args, context, e.reason());
        } catch (BodyFetch.MovedException e) {
            return later(args, context, "mailbox-changed");
        } catch (BodyFetch.HostPausedException e) {
            return whenLeftAlone(args, context, e.rest(), BodyFetch.HOST_PAUSED);
        } catch (ImapException e) {
            return failed(args, context, e);
        } catch (UncheckedIOException e) {
            return notStored(args, context, Optional.ofNullable(e.getCause()).orElseThrow());
        } catch (IOException e) {
            return notStored(args, context, e);
        }
    }

    private JobResult notStored(Args args, JobContext context, IOException failure)
            throws IOException {
        if (failure instanceof ObjectGoneException) {
            return never(args, context, "account-gone");
        }
        if (isLast(context)) {
            note(args, context, "storage");
        }
        throw failure;
    }

    /**
     * It may lie elsewhere in its account: a sync, which begins at once, will tell. What no sync
     * has found elsewhere is gone.
     */
    private JobResult afterSync(Args args, JobContext context) {
        var now = clock.instant();
        var waits = waits(context);
        var missed = waits.missedAt().orElse(now);
        boolean isTooLong = Duration.between(missed, now).compareTo(PATIENCE) > 0;
        if (isTooLong || context.read(() -> bodies.isSyncedSince(args.messageId(), missed))) {
            return never(args, context, RemoteMessage.GONE);
        }
        if (waits.missedAt().isEmpty()) {
            context.chunk(chunk -> {
                bodies.syncSoon(args.messageId());
                chunk.checkpoint(new Waits(Optional.of(missed), waits.deferredAt()));
            });
        }
        return new JobResult.Snoozed(LOOK, "message-moving");
    }

    /** The server is not asked before its time; who waits for it is told, if that is too long. */
    private JobResult whenLeftAlone(Args args, JobContext context, Duration pause, String reason) {
        var now = clock.instant();
        var waits = waits(context);
        var deferred = waits.deferredAt().orElse(now);
        if (Duration.between(deferred, now.plus(pause)).compareTo(LEFT_ALONE) > 0) {
            return never(args, context, reason);
        }
        if (waits.deferredAt().isEmpty()) {
            context.chunk(
                    chunk -> chunk.checkpoint(new Waits(waits.missedAt(), Optional.of(deferred))));
        }
        return new JobResult.Snoozed(pause, reason);
    }

    private static Waits waits(JobContext context) {
        return context.checkpoint(Waits.class).orElse(Waits.FOR_NOTHING);
    }

    private JobResult failed(Args args, JobContext context, ImapException failure) {
        return switch (failure.kind()) {
            case THROTTLED ->
                    whenLeftAlone(args, context, failure.backoff().orElse(THROTTLED), "throttled");
            case AUTHENTICATION -> never(args, context, "login-refused");
            case PERMANENT -> never(args, context, "refused");
            case TEMPORARY -> later(args, context, "server-away");
            case PROTOCOL -> later(args, context, "not-understood");
        };
    }

    private JobResult later(Args args, JobContext context, String reason) {
        return isLast(context)
                ? never(args, context, reason)
                : new JobResult.RetryLater(KIND.retries().getFirst(), reason);
    }

    private JobResult never(Args args, JobContext context, String reason) {
        note(args, context, reason);
        return new JobResult.Failed(reason, "");
    }

    private void note(Args args, JobContext context, String reason) {
        if (args.ahead()) {
            return;
        }
        context.chunk(chunk -> bodies.fail(args.messageId(), args.attachment(), reason));
    }

    private static boolean isLast(JobContext context) {
        return context.failures() >= KIND.retries().size();
    }
}
