package dev.nightmail.common.testkit;

import dev.nightmail.common.sql.Sql;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The test database, seen over a line of one process's own that is cut at a commit on demand. */
public final class CutDatabase {

    /** Where the line is cut, and whether the process at its end outlives that. */
    public enum Cut {
        DIES_BEFORE("process dies before"),
        DIES_AFTER("process dies after"),
        BREAKS_BEFORE("line breaks before"),
        BREAKS_AFTER("line breaks after");

        private final String words;

        Cut(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }

        boolean isBefore() {
            return this == DIES_BEFORE || this == BREAKS_BEFORE;
        }

        boolean isDeath() {
            return this == DIES_BEFORE || this == DIES_AFTER;
        }
    }

    /** The process is dead, and nothing in it has a plan for that. */
    public static final class DeathError extends Error {

        private static final long serialVersionUID = 1L;

        DeathError() {
            super("the process is dead");
        }
    }

    /** What happens in the place of a commit. */
    private interface Commit {
        void instead(TransactionManager real) throws Exception;
    }

    private final AtomicInteger left = new AtomicInteger();
    private final List<Boolean> counted = Collections.synchronizedList(new ArrayList<>());
    private volatile Commit plan = TransactionManager::commit;
    private volatile boolean isCounting;
    private volatile boolean isDead;
    private final Sql sql = TestDatabase.over(transactions());

    public Sql sql() {
        return sql;
    }

    /** The next commit happens, and the one who asked for it is not told. */
    public void loseTheNextAnswer() {
        cutAt(1, Cut.BREAKS_AFTER);
    }

    /**
     * Cuts the line at this commit from now, the next being the first. One that breaks is whole
     * again at once; that of a process that dies is dead until it is {@link #revive}d.
     */
    public void cutAt(int commit, Cut cut) {
        plan(commit, real -> cut(real, cut));
    }

    /** Lets something happen right after this commit from now. */
    public void after(int commit, Runnable action) {
        plan(
                commit,
                real -> {
                    real.commit();
                    action.run();
                });
    }

    /** Whether what was planned has happened. */
    public boolean hasHappened() {
        return left.get() == 0;
    }

    /** The line of the next process. */
    public void revive() {
        isDead = false;
    }

    public void count() {
        counted.clear();
        isCounting = true;
    }

    /** Of each commit since the count began, whether it changed anything. */
    public List<Boolean> counted() {
        isCounting = false;
        return List.copyOf(counted);
    }

    private void plan(int commit, Commit what) {
        plan = what;
        left.set(commit);
    }

    private void commit(TransactionManager real) throws Exception {
        if (isCounting) {
            counted.add(hasWritten());
        }
        if (left.get() > 0 && left.decrementAndGet() == 0) {
            plan.instead(real);
        } else {
            real.commit();
        }
    }

    private void cut(TransactionManager real, Cut cut) throws Exception {
        if (cut.isBefore()) {
            real.rollback();
        } else {
            real.commit();
        }
        if (cut.isDeath()) {
            isDead = true;
            throw new DeathError();
        }
        throw new SystemException("the answer was lost");
    }

    private boolean hasWritten() {
        return sql.query(
                        "SELECT pg_current_xact_id_if_assigned() IS NOT NULL",
                        row -> row.getBoolean(1))
                .getFirst();
    }

    private TransactionManager transactions() {
        var real = com.arjuna.ats.jta.TransactionManager.transactionManager();
        return (TransactionManager)
                Proxy.newProxyInstance(
                        CutDatabase.class.getClassLoader(),
                        new Class<?>[] {TransactionManager.class},
                        (proxy, method, args) -> {
                            if (isDead && method.getName().equals("begin")) {
                                throw new DeathError();
                            }
                            if (method.getName().equals("commit")) {
                                commit(real);
                                return null;
                            }
                            try {
                                return method.invoke(real, args);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        });
    }
}
