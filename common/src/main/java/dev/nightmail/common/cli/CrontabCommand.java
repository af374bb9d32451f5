package dev.nightmail.common.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the lines by which cron alone drives a service. */
@Command(
        name = "crontab",
        mixinStandardHelpOptions = true,
        description =
                "The lines of a crontab that drive this service, to paste; see docs/steering.md.")
final class CrontabCommand implements Callable<Integer> {

    /** Cleanups come last. */
    private static final List<String> ORDER =
            List.of("sync-service", "mail-service", "notification-service", "maintenance-service");

    private static final int EVERY = 5;

    /** Starts sooner, and prints no warnings, which cron would mail. */
    private static final String FLAGS =
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow"
                    + " --enable-native-access=ALL-UNNAMED";

    @Spec CommandSpec command;

    @Option(
            names = "--program",
            paramLabel = "COMMAND",
            description = "How cron starts this service; as it was started now, unless it is said.")
    Optional<String> program;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "A file of NAME=value lines that is read first; a crontab has no environment.")
    Optional<Path> settings;

    @Override
    public Integer call() {
        var service =
                ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.application.name", String.class);
        var name = service.orElse("this service");
        int minute = 1 + ORDER.indexOf(name);
        var out = command.commandLine().getOut();
        out.printf("# %s: inserts what is due, then does it. No process need be resident.%n", name);
        if (settings.isEmpty()) {
            out.println(
                    "# These lines load no settings, and cron has none: name a file with --settings.");
        }
        out.println("NIGHTMAIL_SCHEDULER_MODE=external");
        out.println(line(minute, "schedule tick"));
        out.println(line(minute + 1, "queue drain --max-time 4m"));
        out.flush();
        return ExitCode.SUCCESS;
    }

    private String line(int minute, String words) {
        var read =
                settings.map(file -> "set -a; . " + quoted(file.toAbsolutePath()) + "; ")
                        .orElse("");
        var run = read + program.orElseGet(CrontabCommand::thisProgram) + " " + words;
        // To cron a percent sign is the end of a line.
        return "%d-59/%d * * * * %s".formatted(minute % EVERY, EVERY, run.replace("%", "\\%"));
    }

    /** With the jar, where there is one. */
    private static String thisProgram() {
        var binary = ProcessHandle.current().info().command().orElse("java");
        var jar =
                Optional.ofNullable(System.getProperty("sun.java.command"))
                        .orElse("")
                        .split(" ", 2)[0];
        return jar.endsWith(".jar")
                ? "%s %s -jar %s"
                        .formatted(
                                quoted(Path.of(binary)),
                                FLAGS,
                                quoted(Path.of(jar).toAbsolutePath()))
                : quoted(Path.of(binary));
    }

    /** As a shell reads it. */
    private static String quoted(Path file) {
        var text = file.toString();
        return text.matches("[\\w./+-]*") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
