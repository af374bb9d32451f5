package dev.nightmail.common.cli;

import dev.nightmail.common.engine.Steering;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets failed jobs run again. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Let jobs that failed for good run again, with all their retries.")
final class JobRetryCommand implements Callable<Integer> {

    @Spec CommandSpec command;

    @Parameters(paramLabel = "ID", arity = "1..*")
    List<UUID> jobs;

    @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT")
    String reason;

    /** Each by itself, so that what holds one back holds back no other. */
    @Override
    public Integer call() {
        int code = ExitCode.SUCCESS;
        for (var job : new LinkedHashSet<>(jobs)) {
            code = Math.max(code, tell(job, redrive(job)));
        }
        return code;
    }

    private Steering.Redriven redrive(UUID job) {
        var origin = new NewJob.Origin(Trigger.CLI, Actor.current(), reason);
        var sql = CliDatabase.sql();
        return sql.transaction(
                Access.machinery(), () -> CliDatabase.steering(sql).redriveOne(job, origin));
    }

    private int tell(UUID job, Steering.Redriven redriven) {
        return switch (redriven) {
            case AGAIN -> new Answer(command).done(job + " runs again");
            case ALIVE -> new Answer(command).refused(job + " is alive already");
            case NOT_FAILED -> new Answer(command).refused(job + " has not failed");
            case KEY_TAKEN ->
                    new Answer(command).refused(job + " must wait: a live job has its unique key");
            case UNKNOWN -> new Answer(command).refused("Unknown job: " + job);
        };
    }
}
