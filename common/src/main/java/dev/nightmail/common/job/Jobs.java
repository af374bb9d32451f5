package dev.nightmail.common.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Puts jobs into their queues, in the caller's transaction. */
@ApplicationScoped
public class Jobs {

    private static final String INSERT =
            """
            INSERT INTO jobs.job (id, tenant_id, kind, version, queue, priority, state, run_at, args, unique_key,
                                  trigger, actor, created_at)
            SELECT ?, ?, ?, ?, ?, ?, CASE WHEN due <= now THEN 'available' ELSE 'scheduled' END,
                   due, ?::jsonb, ?, ?, ?, now
            FROM (SELECT jobs.clock() AS now) AS clock,
                 LATERAL (SELECT greatest(now + make_interval(secs => ?), ?::timestamptz) AS due) AS wait
            ON CONFLICT (tenant_id, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
            """;

    private static final String RESOLVE =
            """
            UPDATE jobs.job SET state = 'available', reason = '', run_at = jobs.clock(), cause = ?
            WHERE id = ? AND state = 'scheduled' AND reason = 'uncertain'
            """;

    private static final String SETTLE =
            """
            UPDATE jobs.effect SET settled_at = jobs.clock(), outcome = ?
            WHERE job_id = ? AND settled_at IS NULL
            """;

    private final Sql sql;
    private final Ids ids;
    private final ObjectMapper json;
    private final Wakeup wakeup;

    public Jobs(Sql sql, Ids ids, ObjectMapper json, Wakeup wakeup) {
        this.sql = sql;
        this.ids = ids;
        this.json = json;
        this.wakeup = wakeup;
    }

    /** Enqueues the job, unless a live one has its unique key. */
    public Enqueued enqueue(NewJob<?> job) {
        var id = ids.next();
        int inserted =
                sql.update(
                        INSERT,
                        id,
                        job.tenant(),
                        job.kind().name(),
                        job.kind().version(),
                        job.kind().queue(),
                        job.priority().rank(),
                        toJson(job.args()),
                        job.uniqueKey(),
                        job.trigger().text(),
                        job.actor(),
                        job.delay(),
                        job.notBefore());
        if (inserted == 0) {
            return live(job);
        }
        if (job.delay().isZero()) {
            sql.afterCommit(wakeup::ring);
        }
        return new Enqueued(id, true);
    }

    /**
     * Lets an uncertain job go on with what a person has found out: its open effects are settled
     * with that outcome, and it runs again at once. Its attempts from then on name the actor as
     * their cause. Needs the rights of a worker.
     *
     * @return false when the job is not uncertain; then nothing has changed
     */
    public boolean resolve(UUID job, String outcome, String actor) {
        var cause = "resolved as " + outcome + " by " + actor;
        if (sql.update(RESOLVE, cause, job) == 0) {
            return false;
        }
        sql.update(SETTLE, outcome, job);
        sql.afterCommit(wakeup::ring);
        return true;
    }

    /** The holder of the key may have ended in between; then there is room after all. */
    private Enqueued live(NewJob<?> job) {
        return sql.queryOne(
                        "SELECT id FROM jobs.job WHERE tenant_id = ? AND unique_key = ?",
                        row -> new Enqueued(Columns.uuid(row, "id"), false),
                        job.tenant(),
                        job.uniqueKey())
                .orElseGet(() -> enqueue(job));
    }

    private String toJson(Record args) {
        try {
            return json.writeValueAsString(args);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Arguments cannot be stored: " + args.getClass(), e);
        }
    }
}
