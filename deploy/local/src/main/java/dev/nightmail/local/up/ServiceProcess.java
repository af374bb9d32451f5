package dev.nightmail.local.up;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Await;
import dev.nightmail.local.process.Command;
import dev.nightmail.local.process.Detached;
import dev.nightmail.local.server.FreePort;
import dev.nightmail.local.server.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the four services as a child process.
 *
 * @param name also the name of its module
 * @param port of its API
 * @param managementPort of its health and metrics
 */
public record ServiceProcess(String name, int port, int managementPort) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** A command is over before a better compiler or collector pays. */
    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Else Java warns, once for each process, of what libraries do. */
    private static final List<String> QUIET =
            List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    /** Where its API is. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it unless it runs; {@link #awaitReady} tells when it serves. */
    public void start(Layout layout, Path root, Map<String, String> environment) {
        process(layout)
                .start(
                        command(
                                root,
                                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                                List.of(),
                                environment));
    }

    /** Runs its command line to the end; what it printed. */
    String run(Path root, Map<String, String> environment, String... arguments) {
        return command(root, SHORT_LIVED, List.of(arguments), environment).output();
    }

    private Command command(
            Path root, List<String> jvm, List<String> arguments, Map<String, String> environment) {
        Path jar = root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new Refusal(name + " is not built: " + jar + " is missing");
        }
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(QUIET);
        words.addAll(jvm);
        words.addAll(List.of("-jar", jar.toString()));
        words.addAll(arguments);
        return Command.of(words).with(environment);
    }

    void checkPorts() {
        FreePort.check(port, name);
        FreePort.check(managementPort, name + "'s health and metrics");
    }

    public void awaitReady(Layout layout) {
        Detached process = process(layout);
        var health = new Health(managementPort);
        boolean ready =
                Await.until(
                        PATIENCE,
                        Duration.ofMillis(200),
                        () -> !process.isRunning() || health.isReady() || health.isHopeless());
        if (!process.isRunning()) {
            throw process.ended();
        }
        if (health.isHopeless()) {
            throw new Refusal(
                    "the database in "
                            + layout.data()
                            + " is of another build: ./nightmail reset deletes it, and what was synced into it");
        }
        if (!ready) {
            throw new Refusal(
                    name
                            + " is not ready after "
                            + PATIENCE.toSeconds()
                            + " s (log: "
                            + process.log()
                            + ")");
        }
    }

    public boolean isReady() {
        return new Health(managementPort).isReady();
    }

    public boolean isRunning(Layout layout) {
        return process(layout).isRunning();
    }

    /** Stops it if it runs; true when it did. */
    boolean stop(Layout layout) {
        Detached process = process(layout);
        var child = process.child();
        child.ifPresent(running -> running.stop("TERM", GRACE));
        process.forget();
        return child.isPresent();
    }

    private Detached process(Layout layout) {
        return layout.process(name);
    }
}
