package dev.nightmail.local.server;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import dev.nightmail.local.process.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL as in production where it matters: every commit reaches the disk. */
record Postgres(Layout layout, Ports numbers) implements Server {
    private static final String OWNER = "nightmail_owner";

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Command prepare() {
        Path programs = PostgresBinaries.unpacked().resolve("bin");
        Path cluster = layout.data().resolve("postgres");
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            create(programs, cluster);
        }
        Unprivileged.give(cluster);
        var words =
                List.of(
                        programs.resolve("postgres").toString(),
                        "-D",
                        cluster.toString(),
                        "-c",
                        "port=" + numbers.postgres(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=on",
                        "-c",
                        "synchronous_commit=on",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "shared_buffers=256MB",
                        "-c",
                        "timezone=UTC",
                        "-c",
                        "log_timezone=UTC",
                        "-c",
                        "log_checkpoints=off");
        return Command.of(words).after(Unprivileged.prefix());
    }

    /** A cluster is made aside and moved, so that one half made is never started. */
    private void create(Path programs, Path cluster) {
        Path fresh = layout.data().resolve("postgres.new");
        try {
            Folders.delete(fresh);
            Unprivileged.give(Files.createDirectories(fresh));
            Command.of(
                            programs.resolve("initdb").toString(),
                            "-D",
                            fresh.toString(),
                            "--username=postgres",
                            "--auth=trust",
                            "--encoding=UTF8",
                            "--locale=C.UTF-8",
                            "--no-instructions")
                    .after(Unprivileged.prefix())
                    .output();
            Files.move(fresh, cluster);
        } catch (IOException e) {
            throw new Refusal(
                    "cannot create PostgreSQL's data in " + cluster + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public void settle() {
        try (Connection connection = connect()) {
            if (isMissing(connection, "select 1 from pg_roles where rolname = '" + OWNER + "'")) {
                run(connection, "create role " + OWNER + " login createrole");
            }
            if (isMissing(connection, "select 1 from pg_database where datname = 'nightmail'")) {
                run(connection, "create database nightmail owner " + OWNER);
            }
        } catch (SQLException e) {
            throw new Refusal("cannot create the database nightmail: " + e.getMessage(), e);
        }
    }

    /** Fast shutdown: open connections are ended, and nothing is lost. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + numbers.postgres() + "/nightmail";
    }

    private Connection connect() throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + numbers.postgres() + "/postgres";
        return DriverManager.getConnection(
                server + "?connectTimeout=2&socketTimeout=10", "postgres", "");
    }

    private static boolean isMissing(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
