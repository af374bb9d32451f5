package dev.nightmail.common.cli;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The main of every service: with arguments it is a command, without it serves. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        if (args.length == 0) {
            Quarkus.run(args);
        } else {
            System.exit(execute(args));
        }
    }

    /** 0 success, 1 failure, 2 usage, 75 already running. */
    static int execute(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Root())
                .registerConverter(Limit.class, new Limit.Converter())
                .setParameterExceptionHandler(Launcher::refuse)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    line.getErr().println(CliDatabase.explain(failure));
                    return ExitCode.FAILURE;
                });
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
                TenantCommand.class,
                SecretsCommand.class
            })
    static final class Root {}
}
