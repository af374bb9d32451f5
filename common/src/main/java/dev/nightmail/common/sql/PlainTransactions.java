package dev.nightmail.common.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Those of a command, which has no service around it: one thread, a connection for each. */
final class PlainTransactions implements Transactions {

    private final Sql.Connect database;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private Optional<Connection> current = Optional.empty();

    PlainTransactions(Sql.Connect database) {
        this.database = database;
    }

    @Override
    public void begin() {
        try {
            var connection = database.connect();
            connection.setAutoCommit(false);
            current = Optional.of(connection);
        } catch (SQLException e) {
            throw new SqlException("connect", e);
        }
    }

    @Override
    public void commit() {
        try (var connection = end()) {
            connection.commit();
        } catch (SQLException e) {
            throw new UnclearCommitException(e);
        }
        var actions = List.copyOf(afterCommit);
        afterCommit.clear();
        actions.forEach(Runnable::run);
    }

    @Override
    public void rollback() {
        afterCommit.clear();
        try (var connection = end()) {
            connection.rollback();
        } catch (SQLException e) {
            throw new SqlException("rollback", e);
        }
    }

    @Override
    public boolean isActive() {
        return current.isPresent();
    }

    @Override
    public <T> T use(Use<T> use) throws SQLException {
        return use.run(current.orElseThrow());
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    private Connection end() {
        var connection = current.orElseThrow();
        current = Optional.empty();
        return connection;
    }
}
