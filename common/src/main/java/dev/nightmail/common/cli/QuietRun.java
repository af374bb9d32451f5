package dev.nightmail.common.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts the service for one command, so that a serving one may live beside it. */
final class QuietRun {

    private QuietRun() {}

    /** Returns the exit code; a failure is a line for the person who typed the command. */
    static int of(Class<? extends QuarkusApplication> command, String... args) {
        var faults = SettingsCheck.faults();
        if (!faults.isEmpty()) {
            faults.forEach(System.err::println);
            return ExitCode.WRONG_SETTING;
        }
        try (var _ = CliDatabase.connect()) {
            quieten();
        } catch (SQLException e) {
            System.err.println(CliDatabase.explain(e));
            return ExitCode.FAILURE;
        }
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
        System.setProperty("quarkus.log.console.json.enabled", "false");
        System.setProperty("quarkus.log.level", "WARN");
        System.setProperty("quarkus.log.console.stderr", "true");
        // It warns of each channel that has no consumer, as here it should be.
        System.setProperty(
                "quarkus.log.category.\"io.smallrye.reactive.messaging.provider\".level", "ERROR");
    }
}
