package dev.nightmail.common.sql;

import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Runs SQL in transactions. Arguments are bound in the order of the question marks; an {@link
 * Instant} becomes a {@code timestamptz}, an {@link Optional} its value or null, an array of
 * strings or numbers an SQL array.
 */
public class Sql {

    /** Reads one row; the cursor is already on it. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What happens inside a transaction. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * What must hold for a transaction to go on: that a query finds a row.
     *
     * @param otherwise what is thrown if it finds none
     */
    public record Condition(
            String query, List<Object> args, Supplier<? extends RuntimeException> otherwise) {}

    /** What happens inside a transaction, without a result. */
    @FunctionalInterface
    public interface Action<E extends Exception> {
        void run() throws E;
    }

    /** A way to a connection of its own. */
    @FunctionalInterface
    public interface Connect {
        Connection connect() throws SQLException;
    }

    /** Reads what a statement has answered. */
    @FunctionalInterface
    private interface Answer<T> {
        T of(PreparedStatement sent) throws SQLException;
    }

    private final Transactions transactions;

    /** Of the thread's transaction, until its first statement goes out. */
    private final ThreadLocal<Optional<Opening>> unsent = ThreadLocal.withInitial(Optional::empty);

    public Sql(TransactionManager transactions, DataSource dataSource) {
        this(new JtaTransactions(transactions, dataSource));
    }

    private Sql(Transactions transactions) {
        this.transactions = transactions;
    }

    /** For one thread that has no service around it; each transaction has its own connection. */
    public static Sql over(Connect database) {
        return new Sql(new PlainTransactions(database));
    }

    /**
     * Commits what the work did, or nothing of it when it throws. Transactions do not nest.
     *
     * @throws UnclearCommitException when the connection broke while committing
     */
    public <T, E extends Exception> T transaction(Access access, Work<T, E> work) throws E {
        return transaction(new Opening(access, Optional.empty()), work);
    }

    private <T, E extends Exception> T transaction(Opening opening, Work<T, E> work) throws E {
        begin(opening);
        boolean committing = false;
        try {
            T result = work.run();
            committing = true;
            return result;
        } finally {
            unsent.remove();
            if (committing) {
                transactions.commit();
            } else {
                transactions.rollback();
            }
        }
    }

    /** As {@link #transaction}, for work without a result. */
    public <E extends Exception> void transact(Access access, Action<E> action) throws E {
        transact(new Opening(access, Optional.empty()), action);
    }

    /**
     * As {@link #transact}, for what may be done only while the condition holds. It is asked in one
     * trip with the first statement, and nothing of that stays if it does not hold.
     */
    public <E extends Exception> void transact(Access access, Condition condition, Action<E> action)
            throws E {
        transact(new Opening(access, Optional.of(condition)), action);
    }

    private <E extends Exception> void transact(Opening opening, Action<E> action) throws E {
        this.<Optional<Void>, E>transaction(
                opening,
                () -> {
                    action.run();
                    return Optional.empty();
                });
    }

    /** As {@link #transaction}, but nothing of what the work did stays. */
    public <T, E extends Exception> T rolledBack(Access access, Work<T, E> work) throws E {
        begin(new Opening(access, Optional.empty()));
        try {
            return work.run();
        } finally {
            unsent.remove();
            transactions.rollback();
        }
    }

    /** Runs the action after the present transaction has committed, and never if it does not. */
    public void afterCommit(Runnable action) {
        transactions.afterCommit(action);
    }

    public <T> List<T> query(String sql, Row<T> row, Object... args) {
        return send(
                sql,
                args,
                sent -> {
                    try (var rows = sent.getResultSet()) {
                        var result = new ArrayList<T>();
                        while (rows.next()) {
                            result.add(row.read(rows));
                        }
                        return result;
                    }
                });
    }

    /** The only row, or empty. More than one row is a programming error. */
    public <T> Optional<T> queryOne(String sql, Row<T> row, Object... args) {
        var rows = query(sql, row, args);
        if (rows.size() > 1) {
            throw new IllegalStateException(rows.size() + " rows where at most one was expected");
        }
        return rows.stream().findFirst();
    }

    /** Returns the number of rows changed. */
    public int update(String sql, Object... args) {
        return send(sql, args, PreparedStatement::getUpdateCount);
    }

    private <T> T send(String sql, Object[] args, Answer<T> answer) {
        if (!transactions.isActive()) {
            throw new IllegalStateException("The database is used in transactions only");
        }
        var opening = unsent.get();
        unsent.remove();
        var text = opening.map(each -> each.before(sql)).orElse(sql);
        var values = opening.map(each -> each.with(args)).orElse(args);
        try {
            return transactions.use(connection -> {
                try (var sent = prepare(connection, text, values)) {
                    sent.execute();
                    if (opening.isPresent()) {
                        opening.get().pass(sent);
                    }
                    return answer.of(sent);
                }
            });
        } catch (SQLException e) {
            throw new SqlException(sql, e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... args)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < args.length; i++) {
            bind(connection, statement, i + 1, args[i]);
        }
        return statement;
    }

    private static void bind(
            Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        switch (value) {
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case Duration duration -> statement.setDouble(index, duration.toNanos() / 1e9);
            case Optional<?> optional when optional.isEmpty() -> statement.setObject(index, null);
            case Optional<?> optional -> bind(connection, statement, index, optional.get());
            case String[] texts ->
                    statement.setArray(index, connection.createArrayOf("text", texts));
            default -> statement.setObject(index, value);
        }
    }

    private void begin(Opening opening) {
        if (transactions.isActive()) {
            throw new IllegalStateException("Transactions do not nest");
        }
        transactions.begin();
        unsent.set(Optional.of(opening));
    }
}
