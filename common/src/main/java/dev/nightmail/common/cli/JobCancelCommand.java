package dev.nightmail.common.cli;

import dev.nightmail.common.sql.Access;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a job that nobody wants any more. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Cancel a job: at once if it waits, within a few seconds if it runs.")
final class JobCancelCommand implements Callable<Integer> {

    @Spec CommandSpec command;

    @Parameters(paramLabel = "ID")
    UUID job;

    @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT")
    String reason;

    @Override
    public Integer call() {
        var sql = CliDatabase.sql();
        var cancelled =
                sql.transaction(
                        Access.machinery(),
                        () -> CliDatabase.steering(sql).cancel(job, Actor.current(), reason));
        return switch (cancelled) {
            case AT_ONCE -> new Answer(command).done(job + " is cancelled");
            case SOON ->
                    new Answer(command)
                            .done(job + " is asked to stop, and is over within 5 seconds");
            case IN_DOUBT ->
                    new Answer(command)
                            .refused(
                                    job
                                            + " may have done something outside, and is not cancelled: see jobs uncertain");
            case TOO_LATE -> new Answer(command).refused("No such job is alive: " + job);
        };
    }
}
