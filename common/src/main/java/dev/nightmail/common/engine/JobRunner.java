package dev.nightmail.common.engine;

import dev.nightmail.common.engine.Codec.MalformedArgumentsException;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.LostClaimException;
import dev.nightmail.common.job.Verdict;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.UnclearCommitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Runs one attempt and says how it ended; writes nothing itself. */
@ApplicationScoped
class JobRunner {

    /** An outage is nobody's failure: the job waits, and spends no attempt. */
    private static final Duration DATABASE_AWAY = Duration.ofSeconds(5);

    /** Longer texts are cut; the log has the rest. */
    private static final int ERROR_TEXT = 2000;

    JobRunner() {
        AttemptLogs.listen();
    }

    /**
     * How the attempt ended; empty when the job has written its end itself.
     *
     * @throws LostClaimException when the job is another worker's
     */
    <A extends Record> Optional<Ending> run(Job<A> job, Claim claim, Run run) {
        run.log().bind(claim);
        try {
            return runLogged(job, claim, run).map(ending -> ending.with(run.log().text()));
        } finally {
            AttemptLog.unbind();
        }
    }

    private <A extends Record> Optional<Ending> runLogged(Job<A> job, Claim claim, Run run) {
        try {
            A args = run.tools().codec().toArguments(claim.args(), job.kind().args());
            var held = settleDoubts(job, args, run);
            var result = held.isPresent() ? held.get() : job.run(args, run);
            return run.isOver()
                    ? Optional.empty()
                    : Optional.of(run.planned(endingOf(job.kind(), run, result)));
        } catch (LostClaimException e) {
            throw e;
        } catch (BlastRadius.ExceededException e) {
            return Optional.of(Ending.parked());
        } catch (MalformedArgumentsException e) {
            return Optional.of(
                    run.unplanned(
                            Ending.discarded(
                                    "malformed-arguments", String.valueOf(e.getMessage()))));
        } catch (SqlException e) {
            return Optional.of(
                    run.unplanned(
                            e.isOutage()
                                    ? endingOfOutage(job.kind(), run, e)
                                    : endingOf(job.kind(), run, e)));
        } catch (UnclearCommitException e) {
            return Optional.of(run.unplanned(endingOfOutage(job.kind(), run, e)));
        } catch (Throwable e) {
            // An error, too, ends this attempt: without an end the job would be run again at once.
            return Optional.of(run.unplanned(endingOf(job.kind(), run, e)));
        }
    }

    /** The ending of a job that has waited for its slot in vain. */
    static Ending endingWithoutSlot(Run run) {
        var code = run.cancellation().orElse(Stop.NO_SLOT);
        return code.equals(Stop.CANCELLED) ? Ending.cancelled(code) : Ending.returned(code);
    }

    /** Empty when nothing is in doubt any more. */
    private static <A extends Record> Optional<JobResult> settleDoubts(Job<A> job, A args, Run run)
            throws Exception {
        for (var effect : run.doubts()) {
            switch (job.resolve(args, effect, run)) {
                case Verdict.Settle(var outcome) ->
                        run.chunk(chunk -> chunk.settle(effect.name(), outcome));
                case Verdict.Repeat() -> run.repeat(effect);
                case Verdict.Hold(var code) -> {
                    return Optional.of(new JobResult.Uncertain(code));
                }
            }
        }
        return Optional.empty();
    }

    /** The ending of a job that was asked to stop and does not. */
    static Ending endingOfStubborn(JobKind<?> kind, Run run) {
        return run.unplanned(endingOf(kind, run, new StubbornException())).with(run.log().text());
    }

    /** Stands for the answer that never came. */
    private static final class StubbornException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StubbornException() {
            super("It was asked to stop and did not");
        }
    }

    private static Ending endingOfOutage(JobKind<?> kind, Run run, RuntimeException outage) {
        return run.cancellation().isEmpty()
                ? Ending.snoozed(DATABASE_AWAY, "database-away")
                : endingOf(kind, run, outage);
    }

    private static Ending endingOf(JobKind<?> kind, Run run, JobResult result) {
        if (run.cancellation().equals(Optional.of(Stop.CANCELLED)) && mayRunAgain(result)) {
            return Ending.cancelled(Stop.CANCELLED);
        }
        return switch (result) {
            case JobResult.Completed(var counts) -> Ending.completed(run.totals(counts));
            case JobResult.RetryLater(var delay, var code) ->
                    run.failures() < kind.retries().size()
                            ? Ending.retried(delay, code, "")
                            : Ending.discarded(code, "");
            case JobResult.Snoozed(var delay, var code) -> Ending.snoozed(delay, code);
            case JobResult.Cancelled(var code) -> Ending.cancelled(code);
            case JobResult.Failed(var code, var text) -> Ending.discarded(code, text);
            case JobResult.Uncertain(var code) -> Ending.uncertain(code);
        };
    }

    private static boolean mayRunAgain(JobResult result) {
        return result instanceof JobResult.RetryLater || result instanceof JobResult.Snoozed;
    }

    private static Ending endingOf(JobKind<?> kind, Run run, Throwable failure) {
        var stopped = run.cancellation();
        if (stopped.equals(Optional.of(Stop.CANCELLED))) {
            return Ending.cancelled(Stop.CANCELLED);
        }
        if (stopped.isPresent() && !stopped.get().equals(Stop.TIMED_OUT)) {
            return Ending.returned(stopped.get());
        }
        var code = stopped.orElse(codeOf(failure));
        var text = textOf(failure);
        if (run.failures() >= kind.retries().size()) {
            return Ending.discarded(code, text);
        }
        return Ending.retried(jittered(kind.retries().get(run.failures())), code, text);
    }

    private static String codeOf(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    /**
     * Only our own exceptions promise to hold no address, subject or secret; of others the class
     * and place are kept.
     */
    private static String textOf(Throwable failure) {
        var ours = failure.getClass().getName().startsWith("dev.nightmail.");
        var place = failure.getStackTrace().length == 0 ? "" : " at " + failure.getStackTrace()[0];
        var text =
                (ours ? String.valueOf(failure.getMessage()) : failure.getClass().getName())
                        + place;
        return text.substring(0, Math.min(text.length(), ERROR_TEXT));
    }

    /** Plus or minus a tenth, so that what failed together does not come back together. */
    private static Duration jittered(Duration pause) {
        return Duration.ofMillis(
                Math.round(pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.9, 1.1)));
    }
}
