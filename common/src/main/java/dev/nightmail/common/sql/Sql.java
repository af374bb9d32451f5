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

    private static final String TAKE_ROLE =
            "SELECT set_config('role', ?, true), set_config('nightmail.tenant', ?, true)";

    private final Transactions transactions;

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
        return transaction(() -> takeRole(access), work);
    }

    private <T, E extends Exception> T transaction(Runnable opening, Work<T, E> work) throws E {
        begin();
        boolean committing = false;
        try {
            opening.run();
            T result = work.run();
            committing = true;
            return result;
        } finally {
            if (committing) {
                transactions.commit();
            } else {
                transactions.rollback();
            }
        }
    }

    /** As {@link #transaction}, for work without a result. */
    public <E extends Exception> void transact(Access access, Action<E> action) throws E {
        this.<Optional<Void>, E>transaction(
                access,
                () -> {
                    action.run();
                    return Optional.empty();
                });
    }

    /**
     * As {@link #transact}, for what may be done only while the condition holds. It is asked in one
     * trip with the taking of the role.
     */
    public <E extends Exception> void transact(Access access, Condition condition, Action<E> action)
            throws E {
        this.<Optional<Void>, E>transaction(
                () -> takeRole(access, condition),
                () -> {
                    action.run();
                    return Optional.empty();
                });
    }

    /** As {@link #transaction}, but nothing of what the work did stays. */
    public <T, E extends Exception> T rolledBack(Access access, Work<T, E> work) throws E {
        begin();
        try {
            takeRole(access);
            return work.run();
        } finally {
            transactions.rollback();
        }
    }

    /** Runs the action after the present transaction has committed, and never if it does not. */
    public void afterCommit(Runnable action) {
        transactions.afterCommit(action);
    }

    public <T> List<T> query(String sql, Row<T> row, Object... args) {
        return use(
                sql,
                connection -> {
                    try (var statement = prepare(connection, sql, args);
                            var rows = statement.executeQuery()) {
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
        return use(
                sql,
                connection -> {
                    try (var statement = prepare(connection, sql, args)) {
                        return statement.executeUpdate();
                    }
                });
    }

    private <T> T use(String sql, Transactions.Use<T> use) {
        if (!transactions.isActive()) {
            throw new IllegalStateException("The database is used in transactions only");
        }
        try {
            return transactions.use(use);
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

    private void takeRole(Access access) {
        query(TAKE_ROLE, row -> true, access.role(), access.tenant().toString());
    }

    private void takeRole(Access access, Condition condition) {
        var sql = TAKE_ROLE + "; " + condition.query();
        var args = new ArrayList<Object>(List.of(access.role(), access.tenant().toString()));
        args.addAll(condition.args());
        if (!hasSecondRow(sql, args.toArray())) {
            throw condition.otherwise().get();
        }
    }

    /** Of two queries in one, whether the second finds a row. */
    private boolean hasSecondRow(String sql, Object... args) {
        return use(
                sql,
                connection -> {
                    try (var statement = prepare(connection, sql, args)) {
                        statement.execute();
                        statement.getMoreResults();
                        try (var rows = statement.getResultSet()) {
                            return rows.next();
                        }
                    }
                });
    }

    private void begin() {
        if (transactions.isActive()) {
            throw new IllegalStateException("Transactions do not nest");
        }
        transactions.begin();
    }
}
