package dev.nightmail.common.pace;

import dev.nightmail.common.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** A replica of the server that receives everything, and applies what the test lets it. */
final class SlowReplica implements AutoCloseable {

    private final Connection connection;
    private final PGReplicationStream stream;

    SlowReplica() throws SQLException {
        var properties = new Properties();
        PGProperty.USER.set(properties, "postgres");
        PGProperty.REPLICATION.set(properties, "true");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "18");
        connection = DriverManager.getConnection(TestDatabase.url(), properties);
        stream =
                connection
                        .unwrap(PGConnection.class)
                        .getReplicationAPI()
                        .replicationStream()
                        .physical()
                        .withStartPosition(writtenUntil())
                        .start();
    }

    /** Waits for what has just been written, and stores it. */
    void receive() throws SQLException {
        stream.read();
        while (stream.readPending() != null) {
            stream.setFlushedLSN(stream.getLastReceiveLSN());
        }
        stream.setFlushedLSN(stream.getLastReceiveLSN());
        stream.forceUpdateStatus();
    }

    /** Applies what it has received. */
    void apply() throws SQLException {
        stream.setAppliedLSN(stream.getLastReceiveLSN());
        stream.forceUpdateStatus();
    }

    private LogSequenceNumber writtenUntil() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            row.next();
            return LogSequenceNumber.valueOf(row.getString("xlogpos"));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
