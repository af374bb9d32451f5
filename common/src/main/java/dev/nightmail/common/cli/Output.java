package dev.nightmail.common.cli;

import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that every reading command has. */
final class Output {

    @Option(names = "--json", description = "Print JSON instead of a table.")
    boolean json;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    /** Prints what the query finds. */
    int print(List<String> columns, String sql, Object... args) throws SQLException {
        new Table(columns, CliDatabase.query(sql, args))
                .print(command.commandLine().getOut(), json);
        return ExitCode.SUCCESS;
    }
}
