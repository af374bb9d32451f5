package dev.nightmail.common.testkit;

import dev.nightmail.common.sql.Sql;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** The test database, seen over a line that can lose the answer to a commit that happened. */
public final class CutDatabase {

    private final AtomicBoolean loses = new AtomicBoolean();
    private final Sql sql = TestDatabase.over(transactions());

    public Sql sql() {
        return sql;
    }

    /** The next commit happens, and the one who asked for it is not told. */
    public void loseTheNextAnswer() {
        loses.set(true);
    }

    /** Whether the answer that was to be lost has been. */
    public boolean isAnswering() {
        return !loses.get();
    }

    private TransactionManager transactions() {
        var real = com.arjuna.ats.jta.TransactionManager.transactionManager();
        return (TransactionManager)
                Proxy.newProxyInstance(
                        CutDatabase.class.getClassLoader(),
                        new Class<?>[] {TransactionManager.class},
                        (proxy, method, args) -> {
                            try {
                                var result = method.invoke(real, args);
                                if (method.getName().equals("commit")
                                        && loses.compareAndSet(true, false)) {
                                    throw new SystemException("the answer was lost");
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        });
    }
}
