package dev.nightmail.common.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Starts the service for one command, so that a serving one may live beside it. */
final class QuietRun {

    private QuietRun() {}

    /** Returns the exit code; a failure is a line for the person who typed the command. */
    static int of(Class<? extends QuarkusApplication> command, String... args) {
        quieten();
        var code = new AtomicInteger();
        Quarkus.run(
                command,
                (exit, failure) -> {
                    code.set(failure == null ? exit : ExitCode.FAILURE);
                    if (failure != null) {
                        System.err.println(CliDatabase.explain(failure));
                    }
                },
                args);
        return code.get();
    }

    /** No network, no schedules, no consumers. */
    private static void quieten() {
        System.setProperty("nightmail.role", "command");
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        channels().forEach(channel -> System.setProperty(channel + ".enabled", "false"));
        System.setProperty("quarkus.log.console.json.enabled", "false");
        System.setProperty("quarkus.log.level", "WARN");
    }

    /**
     * The incoming channels of this service, as settings name them; its properties are on the class
     * path.
     */
    private static Set<String> channels() {
        var properties = new Properties();
        try (var in = QuietRun.class.getResourceAsStream("/application.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.connector"))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toSet());
    }
}
