package dev.nightmail.local;

import dev.nightmail.local.sample.SampleMailboxes;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's command line. */
@Command(
        name = "nightmail-local",
        description = "Nightmail on one machine.",
        mixinStandardHelpOptions = true)
public final class Main {

    public static void main(String[] args) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.exit(run(args));
    }

    static int run(String... args) {
        return new CommandLine(new Main())
                .addSubcommand(new ServersCommand())
                .addSubcommand(new UpCommand(SampleMailboxes::fill))
                .addSubcommand(new DownCommand())
                .addSubcommand(new StatusCommand())
                .addSubcommand(new SyncCommand())
                .addSubcommand(new RemoveCommand())
                .addSubcommand(new FaultsCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::explain)
                .execute(args);
    }

    /** A refusal is one line; anything else is a fault of ours and shows where it happened. */
    private static int explain(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof Refusal refusal) {
            err.println("nightmail: " + refusal.line());
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
