package dev.nightmail.common.pace;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;

/** Rows, numbered from 1, that a job deletes at a pace. */
final class Pile {

    final TestJobs engine = new TestJobs();
    final UUID id = UUID.randomUUID();

    /** How many rows each batch was to take, those that were rolled back included. */
    final List<Integer> sizes = new ArrayList<>();

    /** What was deleted, in this order. */
    final List<Integer> deleted = new ArrayList<>();

    private final Pacing pacing;

    Pile(Pacing pacing, int rows) {
        this.pacing = pacing;
        TestDatabase.asOwner(
                """
                CREATE SCHEMA IF NOT EXISTS test;
                CREATE TABLE IF NOT EXISTS test.pile (id uuid, n int, PRIMARY KEY (id, n));
                GRANT USAGE ON SCHEMA test TO nightmail_worker;
                GRANT SELECT, DELETE ON test.pile TO nightmail_worker;
                INSERT INTO test.pile SELECT '%s', n FROM generate_series(1, %d) n
                """
                        .formatted(id, rows));
    }

    /** Deletes all; in each batch, counted from 0, that happens. */
    Ran clear(IntConsumer inBatch) {
        return engine.run(
                new PacedJob(pacing, (context, pace) -> clear(context, pace, inBatch)),
                new PacedJob.Args(),
                id);
    }

    private void clear(JobContext context, Pace pace, IntConsumer inBatch) {
        int handled = 1;
        while (handled > 0) {
            var batch = new ArrayList<Integer>();
            handled =
                    pace.chunk(
                            context,
                            (chunk, atMost) -> {
                                batch.clear();
                                sizes.add(atMost);
                                inBatch.accept(sizes.size() - 1);
                                batch.addAll(take(atMost));
                                return batch.size();
                            });
            deleted.addAll(batch);
        }
    }

    private List<Integer> take(int atMost) {
        int after = deleted.isEmpty() ? 0 : deleted.getLast();
        return engine.sql.query(
                """
                WITH gone AS (
                    DELETE FROM test.pile WHERE id = ? AND n IN (
                        SELECT n FROM test.pile WHERE id = ? AND n > ? ORDER BY n LIMIT ?)
                    RETURNING n)
                SELECT n FROM gone ORDER BY n
                """,
                row -> row.getInt("n"),
                id,
                id,
                after,
                atMost);
    }
}
