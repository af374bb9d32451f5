package dev.nightmail.common.job;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A job that is about to be enqueued. */
public record NewJob<A extends Record>(
        JobKind<A> kind, A args, UUID tenant, Due due, Keys keys, Origin origin, boolean isDryRun) {

    /** When a job is due, and before which others. */
    public record Due(Priority priority, Duration delay) {}

    /** What others of the tenant a job excludes. */
    public record Keys(Optional<String> unique, Optional<String> concurrency) {}

    /**
     * Where a job comes from.
     *
     * @param actor who or what asked, such as {@code key:…} or the name of a schedule
     * @param reason in the actor's words; may be empty
     */
    public record Origin(Trigger trigger, String actor, String reason) {}

    public static <A extends Record> NewJob<A> of(
            JobKind<A> kind, A args, UUID tenant, Trigger trigger, String actor) {
        return new NewJob<>(
                kind,
                args,
                tenant,
                new Due(Priority.NORMAL, Duration.ZERO),
                new Keys(kind.keys().unique().apply(args), kind.keys().concurrency().apply(args)),
                new Origin(trigger, actor, ""),
                false);
    }

    /** Under another unique key than its kind gives it. */
    public NewJob<A> unique(String key) {
        return new NewJob<>(
                kind,
                args,
                tenant,
                due,
                new Keys(Optional.of(key), keys.concurrency()),
                origin,
                isDryRun);
    }

    public NewJob<A> after(Duration wait) {
        return new NewJob<>(
                kind, args, tenant, new Due(due.priority(), wait), keys, origin, isDryRun);
    }

    public NewJob<A> with(Priority priority) {
        return new NewJob<>(
                kind, args, tenant, new Due(priority, due.delay()), keys, origin, isDryRun);
    }

    public NewJob<A> because(String reason) {
        return new NewJob<>(
                kind,
                args,
                tenant,
                due,
                keys,
                new Origin(origin.trigger(), origin.actor(), reason),
                isDryRun);
    }

    /** Shows what the job would do, and does nothing; excludes no other. */
    public NewJob<A> dry() {
        var none = new Keys(Optional.empty(), Optional.empty());
        return new NewJob<>(kind, args, tenant, due, none, origin, true);
    }
}
