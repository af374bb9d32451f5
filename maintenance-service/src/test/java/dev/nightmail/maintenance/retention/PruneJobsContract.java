package dev.nightmail.maintenance.retention;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.testkit.JobContract;
import java.util.List;
import java.util.UUID;

/** Of the bookkeeping nothing is left whose time is over, and all else is. */
final class PruneJobsContract implements JobContract<PruneJobsJob.Args> {

    @Override
    public Class<PruneJobsJob> job() {
        return PruneJobsJob.class;
    }

    @Override
    public World<PruneJobsJob.Args> world(TestJobs engine) {
        var books = new Bookkeeping(engine);
        books.age();
        return new Books(books);
    }

    private record Books(Bookkeeping books) implements World<PruneJobsJob.Args> {

        @Override
        public Job<PruneJobsJob.Args> job() {
            return books.job;
        }

        @Override
        public PruneJobsJob.Args args() {
            return new PruneJobsJob.Args();
        }

        @Override
        public UUID tenant() {
            return books.runner;
        }

        @Override
        public UUID enqueue() {
            return books.engine.enqueue(books.job, args(), books.runner);
        }

        @Override
        public List<String> digest() {
            return books.left();
        }
    }
}
