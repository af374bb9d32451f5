package dev.nightmail.common.job;

import dev.nightmail.common.time.Timing;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * When jobs of a kind are due by themselves, and what becomes of a moment that meets an earlier job
 * or comes to nobody.
 *
 * @param name unique in the system, such as {@code maintenance.prune-jobs}
 * @param args of every job that it gives
 * @param jitter jobs start up to so much later, each moment by an amount of its own that never
 *     changes; whole seconds, shorter than an interval
 */
public record Schedule<A extends Record>(
        String name, A args, Timing timing, Overlap overlap, CatchUp catchUp, Duration jitter) {

    /** What becomes of a due moment while the job of an earlier one is alive. */
    public enum Overlap {
        /** It gives no job. */
        SKIP,
        /** Its job waits behind the earlier one. */
        QUEUE
    }

    /** Which of the moments that nobody was there for still give a job. */
    public sealed interface CatchUp {

        /** The latest due moment, and none before it. */
        record Latest() implements CatchUp {}

        /**
         * So many of the late ones, the latest, each with a job of its own.
         *
         * @param most 1 to 1000
         */
        record All(int most) implements CatchUp {

            /** As many as a walk looks at one by one. */
            public static final int LIMIT = 1000;
        }

        /** None: what is late is not done. */
        record None() implements CatchUp {}
    }

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)+");

    public Schedule {
        if (!NAME.matcher(name).matches()) {
            throw refused(name, "a schedule is named <service>.<what>");
        }
        if (jitter.isNegative() || !jitter.equals(Duration.ofSeconds(jitter.toSeconds()))) {
            throw refused(name, "its jitter is whole seconds and not negative, not " + jitter);
        }
        if (timing instanceof Timing.Every every && jitter.compareTo(every.interval()) >= 0) {
            throw refused(name, "its jitter must be shorter than its interval, not " + jitter);
        }
        if (catchUp instanceof CatchUp.All all) {
            if (all.most() < 1 || all.most() > CatchUp.All.LIMIT) {
                throw refused(name, "it catches up 1 to 1000 moments, not " + all.most());
            }
            if (overlap == Overlap.SKIP) {
                throw refused(name, "to catch up all, their jobs must queue: overlap QUEUE");
            }
        }
    }

    /**
     * Due by a cron expression. Overlapping moments are skipped, of late ones the latest gives a
     * job, without jitter.
     *
     * @param cron five fields: minute, hour, day of month, month, day of week
     * @param zone whose local time the fields mean: UTC, or region/city
     */
    public static <A extends Record> Schedule<A> at(String name, String cron, String zone, A args) {
        return of(name, () -> Timing.at(cron, zone), args);
    }

    /** Due at a fixed distance, for the rest as {@link #at}; counted from when it is declared. */
    public static <A extends Record> Schedule<A> every(String name, Duration interval, A args) {
        return of(name, () -> new Timing.Every(interval), args);
    }

    private static <A extends Record> Schedule<A> of(String name, Supplier<Timing> timing, A args) {
        return new Schedule<>(
                name,
                args,
                checked(name, timing),
                Overlap.SKIP,
                new CatchUp.Latest(),
                Duration.ZERO);
    }

    private static Timing checked(String name, Supplier<Timing> timing) {
        try {
            return timing.get();
        } catch (IllegalArgumentException e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    /** Moments whose predecessor's job is alive give jobs that wait behind it. */
    public Schedule<A> queueing() {
        return new Schedule<>(name, args, timing, Overlap.QUEUE, catchUp, jitter);
    }

    /** Of late moments up to so many, the latest, give a job each; only for one that queues. */
    public Schedule<A> catchingUp(int most) {
        return new Schedule<>(name, args, timing, overlap, new CatchUp.All(most), jitter);
    }

    /** Late moments give no job. */
    public Schedule<A> neverCatchingUp() {
        return new Schedule<>(name, args, timing, overlap, new CatchUp.None(), jitter);
    }

    /** Spreads the starts of jobs over this time. */
    public Schedule<A> jittered(Duration jitter) {
        return new Schedule<>(name, args, timing, overlap, catchUp, jitter);
    }

    private static IllegalArgumentException refused(String name, String why) {
        return new IllegalArgumentException("Schedule " + name + " is refused: " + why);
    }
}
