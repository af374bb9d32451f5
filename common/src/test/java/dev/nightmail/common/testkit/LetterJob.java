package dev.nightmail.common.testkit;

import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Jobs;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.job.Verdict;
import java.util.List;

/** Posts a letter once, and has its delivery looked after; some clerks are careless with that. */
record LetterJob(Clerk clerk, List<String> posted, Jobs jobs) implements Job<LetterJob.Args> {

    static final JobKind<Args> KIND = JobKind.of("test.post-letter", Args.class, "test");
    static final JobKind<Args> FOLLOW_UP = JobKind.of("test.follow-letter", Args.class, "test");

    private static final String POST = "post";

    record Args(int number) {}

    /** How the job is done. */
    enum Clerk {
        CAREFUL,
        /** Posts without noting it before. */
        HASTY,
        /** Has the delivery looked after in a commit of its own, as often as it runs. */
        FORGETFUL
    }

    @Override
    public JobKind<Args> kind() {
        return KIND;
    }

    @Override
    public Verdict resolve(Args args, EffectState.Uncertain effect, JobContext context) {
        return posted.contains(effect.stableId())
                ? new Verdict.Settle("found")
                : new Verdict.Repeat();
    }

    @Override
    public JobResult run(Args args, JobContext context) {
        return switch (clerk) {
            case CAREFUL -> {
                post(args, context);
                yield context.complete(chunk -> {
                    chunk.settle(POST, "posted");
                    chunk.count("posted", 1);
                    jobs.enqueue(followUp(args, context).unique("letter-" + args.number()));
                });
            }
            case HASTY -> {
                posted.add("letter-" + args.number());
                yield JobResult.completed();
            }
            case FORGETFUL -> {
                context.chunk(chunk -> jobs.enqueue(followUp(args, context)));
                yield JobResult.completed();
            }
        };
    }

    private void post(Args args, JobContext context) {
        var letter = new Effect(POST, "letter-" + args.number());
        if (posted.contains(letter.stableId())) {
            return;
        }
        context.perform(
                letter,
                intent -> {
                    intent.record();
                    return posted.add(intent.stableId());
                },
                true);
    }

    private static NewJob<Args> followUp(Args args, JobContext context) {
        return NewJob.of(FOLLOW_UP, args, context.tenant(), Trigger.JOB, "letter");
    }
}
