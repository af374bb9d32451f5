package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.common.audit.Audit;
import dev.nightmail.common.engine.Steering;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.wakeup.Line;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.ExecutionException;

/** The database, without the service around it. */
final class CliDatabase {

    private static final String URL = "nightmail.db.url";

    private CliDatabase() {}

    /**
     * Runs a query as the machinery, over all tenants; each row as JSON values, in the order of its
     * columns.
     */
    static List<List<JsonNode>> query(String sql, Object... args) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < args.length; i++) {
                statement.setObject(i + 1, args[i]);
            }
            try (var rows = statement.executeQuery()) {
                var result = new ArrayList<List<JsonNode>>();
                int width = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    var row = new ArrayList<JsonNode>(width);
                    for (int column = 1; column <= width; column++) {
                        row.add(Cell.of(rows, column));
                    }
                    result.add(row);
                }
                return result;
            }
        }
    }

    /** For the machinery's own code, which takes the role by itself. */
    static Sql sql() {
        return Sql.over(CliDatabase::open);
    }

    /** What a command does to jobs and queues through this; others are told before it goes on. */
    static Steering steering(Sql sql) {
        return Steering.over(
                sql, ids(), new Wakeup(queues -> Line.ringOnce(CliDatabase::open, queues)));
    }

    /** Where commands say what they have done. */
    static Audit audit(Sql sql) {
        return new Audit(sql, ids());
    }

    static Ids ids() {
        return new Ids(InstantSource.system());
    }

    /** A connection in a transaction that has taken the role of the machinery. */
    static Connection connect() throws SQLException {
        var connection = open();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SET LOCAL ROLE nightmail_machinery");
            statement.execute("SET LOCAL TimeZone = 'UTC'");
        }
        return connection;
    }

    private static Connection open() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue(URL, String.class),
                config.getValue("nightmail.db.username", String.class),
                config.getOptionalValue("nightmail.db.password", String.class).orElse(""));
    }

    /** One line that a person can act on. */
    static String explain(Throwable failure) {
        if (isWrapper(failure) && failure.getCause() != null) {
            return explain(failure.getCause());
        }
        if (failure instanceof SQLException sql) {
            var state = String.valueOf(sql.getSQLState());
            if (state.startsWith("08")) {
                return "The database does not answer: check " + URL + " (or NIGHTMAIL_DB_URL).";
            }
            if (state.equals("3F000") || state.equals("42P01") || state.equals("22023")) {
                return "The database has no Nightmail schema yet: start a service once.";
            }
            return "The database refuses: SQLSTATE " + state;
        }
        var message = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        return failure.getClass().getSimpleName() + ": " + message;
    }

    /** Such as that in which Quarkus hides why it does not start. */
    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ExecutionException
                || failure instanceof SqlException
                || failure.getClass() == RuntimeException.class;
    }
}
