package dev.nightmail.bench.backlog;

import dev.nightmail.bench.Database;
import java.util.UUID;

/** What stands in the tables while others are served. */
enum Backlog {
    NONE("nothing", ""),
    BIG_TENANT(
            "20,000 jobs of one tenant",
            Backlog.jobs(20_000, Backlog.BIG, "'available', jobs.clock(), NULL")),
    ONE_KEY(
            "50,000 jobs behind one key",
            Backlog.jobs(50_000, Backlog.COMMON, "'available', jobs.clock(), 'mailbox'")),
    RETRIES(
            "200,000 waiting retries",
            Backlog.jobs(
                    200_000,
                    Backlog.COMMON,
                    "'retryable', jobs.clock() + interval '1 hour', NULL")),
    SURGE(
            "100,000 jobs at once",
            Backlog.jobs(100_000, Backlog.COMMON, "'available', jobs.clock(), NULL")),
    HISTORY(
            "200,000 ended today",
            """
            INSERT INTO jobs.attempt (job_id, attempt, tenant_id, kind, version, queue, trigger, actor, cause, args,
                                      created_at, started_at, ended_at, outcome, job_state, counts, error_code,
                                      error_text, token, worker_id)
            SELECT uuidv7(), 1, '%1$s', 'bench.do-little', 1, 'bench', 'api', 'bench', '', '{"number": -1}',
                   at, at, at, 'completed', 'completed', '{}', '', '', number, '%1$s'
            FROM generate_series(1, 200000) AS number, jobs.clock() AS at
            """
                    .formatted(Backlog.COMMON));

    /** The number of each job of a backlog; those that are measured count from 0. */
    static final int NUMBER = -1;

    static final UUID BIG_TENANT_ID = UUID.fromString(Backlog.BIG);

    private static final String BIG = "00000000-0000-0000-0000-000000000005";
    private static final String COMMON = "00000000-0000-0000-0000-000000000000";

    private final String title;
    private final String insert;

    Backlog(String title, String insert) {
        this.title = title;
        this.insert = insert;
    }

    String title() {
        return title;
    }

    /** Empties the tables and puts the backlog into them. */
    void fill(Database database) {
        database.execute("TRUNCATE jobs.attempt, jobs.job, jobs.running_key");
        add(database);
        database.execute("CHECKPOINT");
    }

    void add(Database database) {
        if (!insert.isEmpty()) {
            database.execute(insert);
        }
    }

    /**
     * With the columns that an enqueue writes.
     *
     * @param rest state, time and concurrency key
     */
    private static String jobs(int number, String tenant, String rest) {
        return """
        INSERT INTO jobs.job (id, tenant_id, kind, version, queue, priority, args, trigger, actor, cause, dry_run,
                              created_at, state, run_at, concurrency_key)
        SELECT uuidv7(), '%s', 'bench.do-little', 1, 'bench', 2, '{"number": %d}', 'api', 'bench', '', false,
               jobs.clock(), %s
        FROM generate_series(1, %d)
        """
                .formatted(tenant, NUMBER, rest, number);
    }
}
