package dev.nightmail.common.job;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What ties stored jobs to the class that does them.
 *
 * @param name {@code <service>.<verb-object>}; never changes while jobs wait
 * @param version of the arguments; a worker leaves versions alone that it does not know
 * @param retries the pauses after the first, second, ... failure; after the last one the job is
 *     discarded
 * @param timeout the longest time without progress
 */
public record JobKind<A extends Record>(
        String name,
        int version,
        Class<A> args,
        String queue,
        List<Duration> retries,
        Duration timeout) {

    private static final Pattern NAME = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)+");

    public JobKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A kind is named <service>.<verb-object>, not " + name);
        }
        retries = List.copyOf(retries);
    }

    /** Version 1, retried after 1, 5 and 15 minutes, stopped after 5 minutes without progress. */
    public static <A extends Record> JobKind<A> of(String name, Class<A> args, String queue) {
        return new JobKind<>(
                name,
                1,
                args,
                queue,
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15)),
                Duration.ofMinutes(5));
    }

    /**
     * For work whose far side may be away for days and must not be given up sooner: retried after
     * 1, 5 and 15 minutes, then at growing intervals of up to a day, for 79 hours in all.
     */
    public JobKind<A> retriedForDays() {
        return retriedAfter(
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofHours(2),
                Duration.ofHours(4),
                Duration.ofHours(8),
                Duration.ofHours(16),
                Duration.ofHours(24),
                Duration.ofHours(24));
    }

    public JobKind<A> retriedAfter(Duration... pauses) {
        return new JobKind<>(name, version, args, queue, List.of(pauses), timeout);
    }

    public JobKind<A> stoppedAfter(Duration timeout) {
        return new JobKind<>(name, version, args, queue, retries, timeout);
    }

    /** How a claim names what a worker can do, such as {@code mail.send-message/1}. */
    public String id() {
        return name + "/" + version;
    }
}
