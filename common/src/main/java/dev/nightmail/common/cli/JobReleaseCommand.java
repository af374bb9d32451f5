package dev.nightmail.common.cli;

import dev.nightmail.common.sql.Access;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a job go on that the guard has stopped. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "Let a parked job go on, however much it deletes.")
final class JobReleaseCommand implements Callable<Integer> {

    @Spec CommandSpec command;

    @Parameters(paramLabel = "ID")
    UUID job;

    @Override
    public Integer call() {
        var sql = CliDatabase.sql();
        boolean isReleased =
                sql.transaction(
                        Access.machinery(),
                        () -> CliDatabase.steering(sql).release(job, Actor.current()));
        return isReleased
                ? new Answer(command).done(job + " is released")
                : new Answer(command).refused("Not a parked job: " + job);
    }
}
