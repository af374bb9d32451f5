package dev.nightmail.common.engine;

import dev.nightmail.common.engine.EndingRepository.Completion;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Writes completions in groups: what ends while one group is being committed makes the next one.
 *
 * <p>A completion that cannot be written for now is tried until it can, or until the job was
 * rescued: its statement deletes by token, so that a repeat after an unclear commit changes
 * nothing.
 */
@Singleton
class Completer {

    private static final Logger LOG = Logger.getLogger(Completer.class);
    private static final int GROUP = 500;
    private static final long PAUSE_NANOS = 200_000_000;

    private final LinkedBlockingQueue<Completion> waiting = new LinkedBlockingQueue<>(10 * GROUP);
    private final Sql sql;
    private final EndingRepository endings;
    private final Wakeup wakeup;
    private final Aftermath aftermath;
    private volatile boolean stopped;
    private final Set<Long> unwritten = ConcurrentHashMap.newKeySet();

    Completer(Sql sql, EndingRepository endings, Wakeup wakeup, Aftermath aftermath) {
        this.sql = sql;
        this.endings = endings;
        this.wakeup = wakeup;
        this.aftermath = aftermath;
    }

    void start() {
        Thread.ofPlatform().name("completer").daemon().start(this::work);
    }

    void add(Completion completion) throws InterruptedException {
        unwritten.add(completion.claim().token());
        try {
            waiting.put(completion);
        } catch (InterruptedException e) {
            unwritten.remove(completion.claim().token());
            throw e;
        }
    }

    /** Whether everything that was added has been written. */
    boolean isIdle() {
        return unwritten.isEmpty();
    }

    /** The tokens of jobs whose end is not yet written. */
    Set<Long> unwritten() {
        return unwritten;
    }

    /** Commits an ending that is not a plain completion, by itself. */
    void write(Claim claim, Ending ending, Consumer<Ending> alongside) {
        sql.transact(Access.machinery(), () -> alongside.accept(endings.end(claim, ending)));
    }

    /** What the present transaction hands back is there for other processes, too. */
    void offer(String queue) {
        sql.afterCommit(() -> wakeup.ring(Set.of(queue)));
    }

    void stop() {
        stopped = true;
    }

    private void work() {
        var group = new ArrayList<Completion>(GROUP);
        while (!stopped) {
            try {
                group.add(waiting.take());
                waiting.drainTo(group, GROUP - 1);
                writeUntilDone(group);
            } catch (InterruptedException e) {
                return;
            } finally {
                group.forEach(completion -> unwritten.remove(completion.claim().token()));
                group.clear();
            }
        }
    }

    private void writeUntilDone(List<Completion> group) {
        boolean isRepeat = false;
        while (!stopped) {
            try {
                int written =
                        sql.transaction(
                                Access.machinery(),
                                QueueRepository.BY_INDEX,
                                () -> endings.complete(group));
                if (group.stream().anyMatch(completion -> completion.claim().isKeyed())) {
                    wakeup.ring();
                }
                if (!isRepeat) {
                    refused(group, group.size() - written);
                }
                group.forEach(completion -> aftermath.written(completion.claim()));
                return;
            } catch (SqlException e) {
                if (e.isValueError()) {
                    writeOneByOne(group, e);
                    return;
                }
                LOG.warnf("Completions wait for the database: %s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("Completions wait for the database", e);
            }
            isRepeat = true;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The database does not say which; of a mixed group they go by the kind of its first. */
    private void refused(List<Completion> group, int writes) {
        aftermath.refused(group.getFirst().claim().kind(), writes);
    }

    /**
     * One completion that the database refuses must not hold up the others, and its job must not be
     * run for ever: it is discarded.
     */
    private void writeOneByOne(List<Completion> group, SqlException refusal) {
        if (group.size() == 1) {
            discard(group.getFirst().claim(), "completion-refused", refusal);
            return;
        }
        group.forEach(completion -> writeUntilDone(List.of(completion)));
    }

    /**
     * Ends a job whose own ending the database refuses. If this is refused, too, the job is unknown
     * here, and is given back at the next look.
     */
    void discard(Claim claim, String code, SqlException refusal) {
        LOG.errorf(refusal, "%s: kind=%s job=%s", code, claim.kind(), claim.id());
        try {
            var ending = Ending.discarded(code, "");
            write(claim, ending, written -> aftermath.announce(claim, written));
        } catch (LostClaimException | SqlException e) {
            LOG.errorf(e, "Nor can it be discarded: job=%s", claim.id());
        }
    }
}
