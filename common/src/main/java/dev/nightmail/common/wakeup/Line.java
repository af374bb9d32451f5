package dev.nightmail.common.wakeup;

import dev.nightmail.common.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * A connection over which processes ring each other: in no pool, in no transaction, and without a
 * look at any table.
 */
public final class Line implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Line.class);
    private static final String CHANNEL = "nightmail_jobs";
    private static final int ANSWER_SECONDS = 3;

    private final Connection connection;
    private final PGConnection postgres;

    private Line(Connection connection, PGConnection postgres) {
        this.connection = connection;
        this.postgres = postgres;
    }

    /** There may be something to claim in the queue, says the line of that process id. */
    public record Ring(String queue, int from) {}

    public static Line open(Sql.Connect database) throws SQLException {
        var connection = database.connect();
        return new Line(connection, connection.unwrap(PGConnection.class));
    }

    /** Rings for each of the queues, over a line of its own; what fails is left to the polls. */
    public static void ringOnce(Sql.Connect database, Collection<String> queues) {
        try (var line = open(database)) {
            for (var queue : queues) {
                line.ring(queue);
            }
        } catch (SQLException e) {
            LOG.debugf("Nobody was rung: SQLSTATE %s", e.getSQLState());
        }
    }

    /** By which others know this line. */
    int id() {
        return postgres.getBackendPID();
    }

    /** All lines that listen get it, and those that do not have lost nothing but time. */
    void ring(String queue) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
            statement.setString(1, CHANNEL);
            statement.setString(2, queue);
            statement.execute();
        }
    }

    /** From now on what others ring is kept until it is taken. */
    public void listen() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
    }

    /**
     * Takes what was rung, or waits for it; nothing, when the time is over and the line is whole.
     *
     * @throws SQLException when the line is broken, though nobody may have said so
     */
    public List<Ring> await(Duration longest) throws SQLException {
        var rings = postgres.getNotifications((int) longest.toMillis());
        if (rings.length == 0 && !connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("The line does not answer", "08006");
        }
        return Stream.of(rings).map(ring -> new Ring(ring.getParameter(), ring.getPID())).toList();
    }

    /** By whatever thread; one that waits is told that the line is broken. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debugf("The line was not closed: SQLSTATE %s", e.getSQLState());
        }
    }
}
