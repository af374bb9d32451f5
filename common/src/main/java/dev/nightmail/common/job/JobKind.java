package dev.nightmail.common.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What ties stored jobs to the class that does them.
 *
 * @param name {@code <service>.<verb-object>}; never changes while jobs wait
 * @param version of the arguments; a worker leaves versions alone that it does not know
 * @param isAnnounced whether others are told when a job of the kind has ended well, too
 * @param isOfInstallation whether it works on what is no single tenant's, and takes an operator
 */
public record JobKind<A extends Record>(
        String name,
        int version,
        Class<A> args,
        String queue,
        Patience patience,
        Keys<A> keys,
        boolean isAnnounced,
        boolean isOfInstallation) {

    /**
     * @param retries the pauses after the first, second, ... failure; after the last one the job is
     *     discarded
     * @param timeout the longest time without progress
     * @param expected how long an attempt usually takes at most
     * @param greatest how long an attempt may take before somebody should look
     */
    public record Patience(
            List<Duration> retries, Duration timeout, Duration expected, Duration greatest) {

        public Patience {
            retries = List.copyOf(retries);
        }
    }

    /**
     * What the arguments of a job exclude, within its tenant.
     *
     * @param unique at most one live job has the key; empty lets any number live side by side
     * @param concurrency at most one running job has the key; the others wait their turn
     */
    public record Keys<A>(
            Function<A, Optional<String>> unique, Function<A, Optional<String>> concurrency) {}

    private static final Pattern NAME = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)+");

    public JobKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A kind is named <service>.<verb-object>, not " + name);
        }
    }

    /** Version 1, retried after 1, 5 and 15 minutes, stopped after 5 minutes without progress. */
    public static <A extends Record> JobKind<A> of(String name, Class<A> args, String queue) {
        return new JobKind<>(
                name,
                1,
                args,
                queue,
                new Patience(
                        List.of(
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(15)),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10)),
                new Keys<>(args0 -> Optional.empty(), args0 -> Optional.empty()),
                false,
                false);
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
        return with(
                new Patience(List.of(pauses), timeout(), patience.expected(), patience.greatest()));
    }

    public JobKind<A> stoppedAfter(Duration timeout) {
        return with(new Patience(retries(), timeout, patience.expected(), patience.greatest()));
    }

    /**
     * How long an attempt usually takes at most, and how long it may; otherwise 1 and 10 minutes.
     */
    public JobKind<A> taking(Duration expected, Duration greatest) {
        return with(new Patience(retries(), timeout(), expected, greatest));
    }

    /** At most one live job of a tenant has the key. */
    public JobKind<A> uniqueBy(Function<A, String> key) {
        return with(new Keys<>(args0 -> Optional.of(key.apply(args0)), keys.concurrency()));
    }

    /** At most one running job of a tenant has the key, of whatever kind. */
    public JobKind<A> oneAtATimeBy(Function<A, String> key) {
        return with(new Keys<>(keys.unique(), args0 -> Optional.of(key.apply(args0))));
    }

    /**
     * Publishes a fact of every job that a worker completes or cancels, as it is done of all that
     * fail for good. Each completion then costs a commit of its own.
     */
    public JobKind<A> announced() {
        return new JobKind<>(name, version, args, queue, patience, keys, true, isOfInstallation);
    }

    /** Works on what is no single tenant's. */
    public JobKind<A> ofInstallation() {
        return new JobKind<>(name, version, args, queue, patience, keys, isAnnounced, true);
    }

    public List<Duration> retries() {
        return patience.retries();
    }

    public Duration timeout() {
        return patience.timeout();
    }

    /** How a claim names what a worker can do, such as {@code mail.send-message/1}. */
    public String id() {
        return name + "/" + version;
    }

    private JobKind<A> with(Patience other) {
        return new JobKind<>(
                name, version, args, queue, other, keys, isAnnounced, isOfInstallation);
    }

    private JobKind<A> with(Keys<A> other) {
        return new JobKind<>(
                name, version, args, queue, patience, other, isAnnounced, isOfInstallation);
    }
}
