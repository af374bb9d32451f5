package dev.nightmail.common.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A job that is about to be enqueued.
 *
 * @param delay after which it is due
 * @param notBefore it is not due before this instant either
 * @param uniqueKey at most one live job has it
 * @param actor who or what asked, such as {@code key:…} or the name of a schedule
 */
public record NewJob<A extends Record>(
        JobKind<A> kind,
        A args,
        UUID tenant,
        Priority priority,
        Duration delay,
        Optional<Instant> notBefore,
        Optional<String> uniqueKey,
        Trigger trigger,
        String actor) {

    public static <A extends Record> NewJob<A> of(
            JobKind<A> kind, A args, UUID tenant, Trigger trigger, String actor) {
        return new NewJob<>(
                kind,
                args,
                tenant,
                Priority.NORMAL,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                trigger,
                actor);
    }

    public NewJob<A> unique(String key) {
        return new NewJob<>(
                kind, args, tenant, priority, delay, notBefore, Optional.of(key), trigger, actor);
    }

    public NewJob<A> after(Duration wait) {
        return new NewJob<>(
                kind, args, tenant, priority, wait, notBefore, uniqueKey, trigger, actor);
    }

    public NewJob<A> notBefore(Instant instant) {
        return new NewJob<>(
                kind,
                args,
                tenant,
                priority,
                delay,
                Optional.of(instant),
                uniqueKey,
                trigger,
                actor);
    }

    public NewJob<A> with(Priority priority) {
        return new NewJob<>(
                kind, args, tenant, priority, delay, notBefore, uniqueKey, trigger, actor);
    }
}
