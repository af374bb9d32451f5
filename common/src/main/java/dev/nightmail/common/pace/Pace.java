package dev.nightmail.common.pace;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.time.Monotonic;
import java.time.Duration;

/** How large the next batch of a run is, and how long the run rests before it. For one thread. */
public final class Pace {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration MOST_REST = Duration.ofSeconds(10);
    private static final Duration REST_OF_STRAINED = Duration.ofSeconds(1);
    private static final int RESTS_OF_STRAINED = 9;

    /** The work of a batch. */
    @FunctionalInterface
    public interface Batch<E extends Exception> {

        /** Handles so many rows at most; returns how many those were. */
        int run(Chunk chunk, int atMost) throws E;
    }

    private final Monotonic time;
    private final Server server;
    private final Bounds bounds;
    private int size;
    private int handled;
    private Duration owed = Duration.ZERO;
    private Strain strain = Strain.NONE;
    private long looked;

    Pace(Monotonic time, Server server, Bounds bounds) {
        this.time = time;
        this.server = server;
        this.bounds = bounds;
        this.size = bounds.first();
        this.looked = time.nanos() - LOOK.toNanos();
    }

    /**
     * Rests after the batch before, and commits the next one as a chunk of the job. One that takes
     * far too long is rolled back, and tried again with half the rows, as long as it can be halved.
     *
     * @return how many rows it handled
     */
    public <E extends Exception> int chunk(JobContext job, Batch<E> batch) throws E {
        boolean isDone = false;
        while (!isDone) {
            rest(job);
            long begun = time.nanos();
            isDone = isDone(job, batch);
            var took = time.since(begun);
            look(job);
            follow(took, isDone);
            owed = restAfter(took);
        }
        return handled;
    }

    private <E extends Exception> boolean isDone(JobContext job, Batch<E> batch) throws E {
        try {
            job.<E>chunk(chunk -> {
                server.limit(bounds.longest());
                handled = batch.run(chunk, size);
            });
            return true;
        } catch (SqlException e) {
            if (e.isTimedOut() && size > bounds.least()) {
                return false;
            }
            throw e;
        }
    }

    /** Of a batch that was not full nobody knows how long a larger one takes. */
    private void follow(Duration took, boolean isDone) {
        if (!isDone || took.compareTo(bounds.aim()) > 0) {
            size = Math.max(bounds.least(), size / 2);
        } else if (handled >= size && !strain.isHigh()) {
            size = Math.min(bounds.most(), size + size / 4);
        }
    }

    private void look(JobContext job) {
        if (time.since(looked).compareTo(LOOK) >= 0) {
            strain = job.read(server::strain);
            looked = time.nanos();
        }
    }

    private Duration restAfter(Duration took) {
        var rest = took;
        if (strain.isHigh()) {
            rest = longer(REST_OF_STRAINED, took.multipliedBy(RESTS_OF_STRAINED));
        }
        return rest.compareTo(MOST_REST) < 0 ? rest : MOST_REST;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void rest(JobContext job) {
        long begun = time.nanos();
        var left = owed;
        while (left.isPositive() && !job.isCancelled()) {
            time.pass(left);
            left = owed.minus(time.since(begun));
        }
        job.stopIfAsked();
    }
}
