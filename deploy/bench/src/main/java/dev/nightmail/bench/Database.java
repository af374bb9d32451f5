package dev.nightmail.bench;

import dev.nightmail.local.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/**
 * A database of a bench's own on the shared server, dropped when it is closed.
 *
 * @param server JDBC URL without the database, ending in a slash
 */
public record Database(String server, String name) implements AutoCloseable {

    public static final String OWNER = "nightmail_owner";

    /** Empty; one that a broken run left is dropped first. */
    public static Database create(Site site, String name) {
        var server = "jdbc:postgresql://127.0.0.1:" + site.get("postgres.port") + "/";
        var database = new Database(server, name);
        database.close();
        execute(server + "postgres", "postgres", "CREATE DATABASE " + name + " OWNER " + OWNER);
        return database;
    }

    /**
     * Makes of a new server one that has run for a while: it has log files to write over, and makes
     * no new ones in the midst of commits, which all wait for that.
     */
    static void wearIn(Site site) {
        try (var filler = create(site, "bench_filler")) {
            filler.execute("ALTER SYSTEM SET min_wal_size = '1GB'");
            filler.execute("SELECT pg_reload_conf()");
            filler.execute(
                    """
                    CREATE TABLE filler AS
                    SELECT repeat(md5(number::text), 20) AS text FROM generate_series(1, 900000) AS number
                    """);
            filler.execute("CHECKPOINT");
        }
    }

    public String url() {
        return server + name;
    }

    public Database migrated() {
        Flyway.configure()
                .dataSource(url(), OWNER, "none")
                .table("nightmail_schema_history")
                .load()
                .migrate();
        return this;
    }

    /** As the superuser, past every protection. */
    public void execute(String statement) {
        execute(url(), "postgres", statement);
    }

    /** What is made of the rows of an answer; the cursor is before the first. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    public <T> T read(String query, Reading<T> reading) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return reading.of(rows);
        } catch (SQLException e) {
            throw new Refusal(query + ": " + e.getMessage(), e);
        }
    }

    /** The only number of the only row. */
    public long number(String query) {
        return read(
                query,
                rows -> {
                    rows.next();
                    return rows.getLong(1);
                });
    }

    public Connection connect() {
        try {
            return DriverManager.getConnection(url(), "postgres", "none");
        } catch (SQLException e) {
            throw new Refusal("no connection to " + url(), e);
        }
    }

    @Override
    public void close() {
        execute(
                server + "postgres",
                "postgres",
                "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static void execute(String url, String user, String statement) {
        try (var connection = DriverManager.getConnection(url, user, "none");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new Refusal(statement + ": " + e.getMessage(), e);
        }
    }
}
