package dev.nightmail.common.cli;

import io.quarkus.runtime.Quarkus;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The main of every service: with arguments it is a command, without it serves. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        if (args.length == 0) {
            serve();
        } else {
            System.exit(execute(args));
        }
    }

    private static void serve() {
        var faults = SettingsCheck.faults();
        if (!faults.isEmpty()) {
            faults.forEach(System.err::println);
            System.exit(ExitCode.WRONG_SETTING);
        }
        Quarkus.run();
    }

    /** 0 success, 1 failure, 2 usage, 75 already running, 78 wrong setting. */
    static int execute(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Root())
                .registerConverter(Limit.class, new Limit.Converter())
                .registerConverter(MaxTime.class, new MaxTime.Converter())
                .registerConverter(UUID.class, Launcher::id)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Launcher::refuse)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    line.getErr().println(CliDatabase.explain(failure));
                    return ExitCode.FAILURE;
                });
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("it is a UUID, not '" + text + "'");
        }
    }

    /** One line, and where to look; what is meant by mistake needs no page of usage. */
    private static int refuse(ParameterException mistake, String... words) {
        var line = mistake.getCommandLine();
        line.getErr()
                .printf(
                        "%s: see %s --help%n",
                        String.valueOf(mistake.getMessage()).replaceAll("\\R", " "),
                        line.getCommandSpec().qualifiedName());
        line.getErr().flush();
        return ExitCode.USAGE;
    }

    /** The commands, by noun. */
    @Command(
            name = "nightmail",
            mixinStandardHelpOptions = true,
            scope = CommandLine.ScopeType.INHERIT,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            subcommands = {
                JobsCommand.class,
                ScheduleCommand.class,
                QueueCommand.class,
                AlertsCommand.class,
                CrontabCommand.class,
                ConfigCommand.class,
                TenantCommand.class,
                KeysCommand.class,
                AuditCommand.class,
                SettingsCommand.class,
                SecretsCommand.class
            })
    static final class Root {}
}
