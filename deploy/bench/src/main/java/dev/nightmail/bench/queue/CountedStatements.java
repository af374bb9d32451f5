package dev.nightmail.bench.queue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/** Counts what is sent to the server; a batch is one, and a commit is none. */
final class CountedStatements {

    private final LongAdder sent = new LongAdder();

    long sent() {
        return sent.sum();
    }

    DataSource of(DataSource source) {
        return wrap(DataSource.class, source);
    }

    private <T> T wrap(Class<T> type, Object real) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) -> {
                            if (real instanceof Statement
                                    && method.getName().startsWith("execute")) {
                                sent.increment();
                            }
                            try {
                                return counted(method.getReturnType(), method.invoke(real, args));
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        }));
    }

    private Object counted(Class<?> type, Object result) {
        boolean isCounted = type == Connection.class || Statement.class.isAssignableFrom(type);
        return isCounted && result != null ? wrap(type, result) : result;
    }
}
