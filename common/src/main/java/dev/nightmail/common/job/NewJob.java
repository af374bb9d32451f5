package dev.nightmail.common.job;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A job that is about to be enqueued. */
public record NewJob<A extends Record>(
        JobKind<A> kind, A args, UUID tenant, Due due, Keys keys, Origin origin, boolean isDryRun) {

    /**
     * When a job is due, and before which others.
     *
     * @param notBefore from 1970 to 9999; without it the job is due at once
     */
    public record Due(Priority priority, Optional<Instant> notBefore) {

        private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

        public Due {
            notBefore
                    .filter(at -> at.isBefore(Instant.EPOCH) || at.isAfter(END))
                    .ifPresent(at -> {
                        throw new IllegalArgumentException(
                                "A job is due at a time from 1970 to 9999, not at " + at);
                    });
        }
    }

    /**
     * What others of the tenant a job excludes.
     *
     * @param unique of 1 to 500 characters, as is the other
     */
    public record Keys(Optional<String> unique, Optional<String> concurrency) {

        private static final int LONGEST = 500;

        public Keys {
            unique.ifPresent(key -> check("unique", key));
            concurrency.ifPresent(key -> check("concurrency", key));
        }

        private static void check(String which, String key) {
            if (key.isEmpty() || key.length() > LONGEST || key.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "A %s key has 1 to %d characters and no NUL, and this one has %d"
                                .formatted(which, LONGEST, key.length()));
            }
        }
    }

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
                new Due(Priority.NORMAL, Optional.empty()),
                new Keys(kind.keys().unique().apply(args), kind.keys().concurrency().apply(args)),
                new Origin(trigger, actor, ""),
                false);
    }

    /** Of this key the concurrency is one, whatever its kind says. */
    public NewJob<A> oneAtATime(String key) {
        return new NewJob<>(
                kind,
                args,
                tenant,
                due,
                new Keys(keys.unique(), Optional.of(key)),
                origin,
                isDryRun);
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

    public NewJob<A> notBefore(Instant moment) {
        return due(new Due(due.priority(), Optional.of(moment)));
    }

    public NewJob<A> with(Priority priority) {
        return due(new Due(priority, due.notBefore()));
    }

    /** Shows what the job would do, and does nothing; excludes no other. */
    public NewJob<A> dry() {
        var none = new Keys(Optional.empty(), Optional.empty());
        return new NewJob<>(kind, args, tenant, due, none, origin, true);
    }

    private NewJob<A> due(Due other) {
        return new NewJob<>(kind, args, tenant, other, keys, origin, isDryRun);
    }
}
