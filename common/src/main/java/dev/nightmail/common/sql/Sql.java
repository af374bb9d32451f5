package dev.nightmail.common.sql;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
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

    /** What happens inside a transaction, without a result. */
    @FunctionalInterface
    public interface Action<E extends Exception> {
        void run() throws E;
    }

    private static final String TAKE_ROLE =
            "SELECT set_config('role', ?, true), set_config('nightmail.tenant', ?, true)";

    private final TransactionManager transactions;
    private final DataSource dataSource;

    public Sql(TransactionManager transactions, DataSource dataSource) {
        this.transactions = transactions;
        this.dataSource = dataSource;
    }

    /**
     * Commits what the work did, or nothing of it when it throws. Transactions do not nest.
     *
     * @throws UnclearCommitException when the connection broke while committing
     */
    public <T, E extends Exception> T transaction(Access access, Work<T, E> work) throws E {
        begin();
        boolean committing = false;
        try {
            query(TAKE_ROLE, row -> true, access.role(), access.tenant().toString());
            T result = work.run();
            committing = true;
            return result;
        } finally {
            if (committing) {
                commit();
            } else {
                rollback();
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

    /** As {@link #transact}, but nothing of what the action did stays. */
    public <E extends Exception> void rolledBack(Access access, Action<E> action) throws E {
        begin();
        try {
            query(TAKE_ROLE, row -> true, access.role(), access.tenant().toString());
            action.run();
        } finally {
            rollback();
        }
    }

    /** Runs the action after the present transaction has committed, and never if it does not. */
    public void afterCommit(Runnable action) {
        try {
            transactions
                    .getTransaction()
                    .registerSynchronization(
                            new Synchronization() {
                                @Override
                                public void beforeCompletion() {}

                                @Override
                                public void afterCompletion(int status) {
                                    if (status == Status.STATUS_COMMITTED) {
                                        action.run();
                                    }
                                }
                            });
        } catch (SystemException | RollbackException e) {
            throw new IllegalStateException("The transaction is over", e);
        }
    }

    public <T> List<T> query(String sql, Row<T> row, Object... args) {
        try (var connection = connection();
                var statement = prepare(connection, sql, args);
                var rows = statement.executeQuery()) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(row.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw new SqlException(sql, e);
        }
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
        try (var connection = connection();
                var statement = prepare(connection, sql, args)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SqlException(sql, e);
        }
    }

    private Connection connection() throws SQLException {
        if (status() == Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("The database is used in transactions only");
        }
        return dataSource.getConnection();
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

    private void begin() {
        if (status() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("Transactions do not nest");
        }
        try {
            transactions.begin();
        } catch (SystemException | jakarta.transaction.NotSupportedException e) {
            throw new IllegalStateException("No transaction can be begun", e);
        }
    }

    private void commit() {
        try {
            transactions.commit();
        } catch (Exception e) {
            throw new UnclearCommitException(e);
        }
    }

    private void rollback() {
        try {
            transactions.rollback();
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction cannot be rolled back", e);
        }
    }

    private int status() {
        try {
            return transactions.getStatus();
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction manager does not answer", e);
        }
    }
}
