package dev.nightmail.local.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The database as its superuser sees it: all that is stored, whoever it belongs to. */
record Database(String server) {
    private static final String LOG_IN = "/nightmail?connectTimeout=5&socketTimeout=30";

    /** One step with a connection. */
    private interface Step<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** Reads one row. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    long number(String query, Object... values) {
        return Long.parseLong(texts(query, values).getFirst());
    }

    /** The first column of each row, as text. */
    List<String> texts(String query, Object... values) {
        return list(query, row -> String.valueOf(row.getString(1)), values);
    }

    /** What time it is there. */
    Instant now() {
        return times("select jobs.clock()").getFirst();
    }

    /** The first column of each row, a time. */
    List<Instant> times(String query, Object... values) {
        return list(query, row -> row.getObject(1, OffsetDateTime.class).toInstant(), values);
    }

    private <T> List<T> list(String query, Row<T> row, Object... values) {
        return run(
                query,
                statement -> {
                    var list = new ArrayList<T>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            list.add(row.read(rows));
                        }
                    }
                    return list;
                },
                values);
    }

    /** The second column of each row by the first. */
    Map<String, List<String>> grouped(String query, Object... values) {
        return run(
                query,
                statement -> {
                    var groups = new TreeMap<String, List<String>>();
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            groups.computeIfAbsent(rows.getString(1), group -> new ArrayList<>())
                                    .add(String.valueOf(rows.getString(2)));
                        }
                    }
                    return groups;
                },
                values);
    }

    void change(String command, Object... values) {
        run(command, PreparedStatement::executeUpdate, values);
    }

    /** Does the work while nobody can write into this table. */
    <T> T whileLocked(String table, Supplier<T> work) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table + " in share mode");
            T result = work.get();
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server + LOG_IN, "postgres", "");
    }

    private <T> T run(String text, Step<T> step, Object... values) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(
                        i + 1,
                        values[i] instanceof Instant time
                                ? time.atOffset(ZoneOffset.UTC)
                                : values[i]);
            }
            return step.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
