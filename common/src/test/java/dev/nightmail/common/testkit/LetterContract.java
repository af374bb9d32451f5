package dev.nightmail.common.testkit;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.testkit.LetterJob.Clerk;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One letter is posted. */
record LetterContract(Clerk clerk) implements JobContract<LetterJob.Args> {

    @Override
    public Class<LetterJob> job() {
        return LetterJob.class;
    }

    @Override
    public World<LetterJob.Args> world(TestJobs engine) {
        var job = new LetterJob(clerk, new ArrayList<>(), engine.jobs);
        return new PostOffice(engine, job, UUID.randomUUID());
    }

    private record PostOffice(TestJobs engine, LetterJob letters, UUID tenant)
            implements World<LetterJob.Args> {

        @Override
        public Job<LetterJob.Args> job() {
            return letters;
        }

        @Override
        public LetterJob.Args args() {
            return new LetterJob.Args(7);
        }

        @Override
        public UUID enqueue() {
            return engine.enqueue(letters, args(), tenant);
        }

        @Override
        public List<String> digest() {
            return List.copyOf(letters.posted());
        }
    }
}
