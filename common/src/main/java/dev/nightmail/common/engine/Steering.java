package dev.nightmail.common.engine;

import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.audit.AuditEntry;
import dev.nightmail.common.engine.SteeringRepository.Steered;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What people do to jobs and queues, in the caller's transaction, which has the rights of a worker
 * and then reaches the jobs of its tenant, or those of the machinery and reaches all. Whatever has
 * changed is in the audit.
 */
@ApplicationScoped
public class Steering {

    /** What became of the wish to cancel a job. */
    public enum Cancelled {
        /** It waited, and is over now. */
        AT_ONCE,
        /** It runs: it is asked to stop, and a few seconds later it is over in any case. */
        SOON,
        /** It may have done something outside: it goes on, and its kind says what then. */
        IN_DOUBT,
        /** There is no such job alive. */
        TOO_LATE
    }

    /** What became of the wish to let a job run again. */
    public enum Redriven {
        /** It is available, as the same job. */
        AGAIN,
        /** It is alive already. */
        ALIVE,
        /** It did not fail. */
        NOT_FAILED,
        /** A live job has its unique key. */
        KEY_TAKEN,
        /** Nothing is known of it, or no longer. */
        UNKNOWN
    }

    private final SteeringRepository jobs;
    private final QueueRepository queues;
    private final Audit audit;
    private final Wakeup wakeup;
    private final Sql sql;

    Steering(SteeringRepository jobs, QueueRepository queues, Audit audit, Wakeup wakeup, Sql sql) {
        this.jobs = jobs;
        this.queues = queues;
        this.audit = audit;
        this.wakeup = wakeup;
        this.sql = sql;
    }

    /** For a command, which has no service around it. */
    public static Steering over(Sql sql, Ids ids, Wakeup wakeup) {
        return new Steering(
                new SteeringRepository(sql, new EndingRepository(sql)),
                new QueueRepository(sql),
                new Audit(sql, ids),
                wakeup,
                sql);
    }

    /** The reason may be empty. */
    public Cancelled cancel(UUID job, String actor, String reason) {
        var held = jobs.lock(job);
        if (held.isEmpty()) {
            return Cancelled.TOO_LATE;
        }
        boolean isRunning = held.get().state().equals("running");
        if (!isRunning && jobs.isInDoubt(job)) {
            return Cancelled.IN_DOUBT;
        }
        var wish = reason.isEmpty() ? actor : actor + ": " + reason;
        if (isRunning) {
            jobs.askToStop(job, wish);
        } else {
            jobs.cancel(job, wish);
        }
        audit.write(entry("job.cancel", held.get().steered(), actor).with("reason", reason));
        return isRunning ? Cancelled.SOON : Cancelled.AT_ONCE;
    }

    /**
     * Lets discarded jobs run again: under their own ids, so that their effects are known, from
     * their checkpoints, with the retries of a new job. Others are left alone, and so is one whose
     * unique key is taken. Returns how many live again.
     */
    public int redrive(Collection<UUID> discarded, NewJob.Origin origin) {
        jobs.lockRedrives();
        var again = jobs.redrive(discarded, origin);
        for (var job : again) {
            audit.write(entry("job.retry", job, origin.actor()).with("reason", origin.reason()));
        }
        ring(again.stream().map(Steered::queue).toList());
        return again.size();
    }

    /** As {@link #redrive} of one job, and says why it was left alone. */
    public Redriven redriveOne(UUID job, NewJob.Origin origin) {
        return redrive(List.of(job), origin) == 1 ? Redriven.AGAIN : jobs.whyNotRedriven(job);
    }

    /**
     * Lets an uncertain job go on with what a person has found out: its open effects are settled
     * with that outcome, and it runs again at once. Its attempts from then on name the actor as
     * their cause.
     *
     * @return false when the job is not uncertain; then nothing has changed
     */
    public boolean resolve(UUID job, String outcome, String actor) {
        var again = jobs.resolve(job, outcome, "resolved as " + outcome + " by " + actor);
        again.ifPresent(resolved -> {
            audit.write(entry("job.resolve", resolved, actor).with("outcome", outcome));
            ring(List.of(resolved.queue()));
        });
        return again.isPresent();
    }

    /**
     * Lets a parked job go on, however much it deletes; its attempts from then on name the actor as
     * their cause. Needs the rights of a worker.
     *
     * @return false when the job is not parked; then nothing has changed
     */
    public boolean release(UUID job, String actor) {
        var again = jobs.release(job, actor);
        again.ifPresent(released -> {
            audit.write(entry("job.release", released, actor));
            ring(List.of(released.queue()));
        });
        return again.isPresent();
    }

    /**
     * Nothing of the queue is claimed any more; what runs goes on. False when it was so already.
     */
    public boolean pause(String queue, String actor, String reason) {
        boolean isPaused = queues.pause(queue, actor, reason);
        if (isPaused) {
            audit.write(entry("queue.pause", queue, actor).with("reason", reason));
        }
        return isPaused;
    }

    /** False when the queue was not paused. */
    public boolean resume(String queue, String actor) {
        boolean isResumed = queues.resume(queue);
        if (isResumed) {
            audit.write(entry("queue.resume", queue, actor));
            ring(List.of(queue));
        }
        return isResumed;
    }

    private static AuditEntry entry(String action, Steered job, String actor) {
        return AuditEntry.critical(job.tenant(), action, "job:" + job.id(), actor)
                .with("kind", job.kind());
    }

    private static AuditEntry entry(String action, String queue, String actor) {
        return AuditEntry.critical(Ids.NIL, action, "queue:" + queue, actor);
    }

    private void ring(Collection<String> queuesOfJobs) {
        var once = Set.copyOf(queuesOfJobs);
        if (!once.isEmpty()) {
            sql.afterCommit(() -> wakeup.ring(once));
        }
    }
}
