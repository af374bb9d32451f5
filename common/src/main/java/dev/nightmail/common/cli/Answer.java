package dev.nightmail.common.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** How a command that changes something says what became of it. */
record Answer(CommandSpec command) {

    int done(String what) {
        print(command.commandLine().getOut(), what);
        return ExitCode.SUCCESS;
    }

    int refused(String why) {
        print(command.commandLine().getErr(), why);
        return ExitCode.FAILURE;
    }

    private static void print(PrintWriter to, String line) {
        to.println(line);
        to.flush();
    }
}
