package dev.nightmail.bench;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.server.ServersFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The servers that all contenders share, from {@link #open} until {@link #close}.
 *
 * @param root the folder with the modules in it
 * @param layout where the servers keep their data, and what the benches start its logs
 * @param where {@code servers.properties}
 */
public record Site(Path root, Layout layout, Properties where) {

    /** Names of their modules. */
    public static final List<String> SERVICES =
            List.of("sync-service", "mail-service", "maintenance-service", "notification-service");

    private static final int PORT_BASE = 26000;
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** The first port that the servers leave free. */
    public static final int FREE_PORTS = PORT_BASE + 10;

    static Site open(Path root) {
        var layout = new Layout(root.resolve(".nightmail/bench"));
        launch(root, layout, "start", "--port-base", "" + PORT_BASE, "--require-dovecot");
        return new Site(root, layout, new ServersFile(layout).read());
    }

    /** A value of {@code servers.properties}, such as {@code imap.port}. */
    public String get(String key) {
        var value = where.getProperty(key);
        if (value == null) {
            throw new Refusal("the servers do not tell " + key);
        }
        return value;
    }

    /** Stops the services that a broken run has left, and the servers. */
    void close() {
        SERVICES.stream()
                .flatMap(service -> layout.process(service).child().stream())
                .forEach(child -> child.stop("TERM", GRACE));
        launch(root, layout, "stop");
    }

    private static void launch(Path root, Layout layout, String verb, String... more) {
        var jar = root.resolve("deploy/local/target/nightmail-local.jar").toString();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var words =
                new ArrayList<>(
                        List.of(
                                java,
                                "-jar",
                                jar,
                                "servers",
                                verb,
                                "--data",
                                layout.data().toString()));
        Stream.of(more).forEach(words::add);
        Command.of(words).output();
    }
}
