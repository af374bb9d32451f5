package dev.nightmail.common.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Puts jobs into their queues, in the caller's transaction. */
@ApplicationScoped
public class Jobs {

    /** Arguments are ids, not data. */
    private static final int ARGS_BYTES = 65_536;

    private static final String INSERT =
            """
            INSERT INTO jobs.job (id, tenant_id, kind, version, queue, priority, state, run_at, args, unique_key,
                                  concurrency_key, trigger, actor, cause, dry_run, created_at)
            SELECT id, tenant_id, kind, version, queue, priority,
                   CASE WHEN due <= now THEN 'available' ELSE 'scheduled' END, due, args,
                   nullif(unique_key, ''), nullif(concurrency_key, ''), trigger, actor, cause, dry_run, now
            FROM jobs.clock() AS now,
                 unnest(?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::text[], ?::smallint[], ?::text[],
                        ?::jsonb[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                     AS wanted (id, tenant_id, kind, version, queue, priority, not_before, args, unique_key,
                                concurrency_key, trigger, actor, cause, dry_run),
                 LATERAL (SELECT greatest(now, nullif(not_before, '')::timestamptz) AS due)
                     AS time
            ON CONFLICT (tenant_id, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
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

    /**
     * Enqueues the job, unless a live one has its unique key.
     *
     * @throws IllegalArgumentException when its arguments cannot be stored
     */
    public Enqueued enqueue(NewJob<?> job) {
        var id = ids.next();
        return insert(List.of(job), List.of(id)) == 1 ? new Enqueued(id, true) : live(job);
    }

    /**
     * Enqueues many jobs in one statement, but for those whose unique key a live one has; returns
     * how many are new.
     *
     * @throws IllegalArgumentException when arguments cannot be stored; nothing was enqueued
     */
    public int enqueueAll(Collection<? extends NewJob<?>> jobs) {
        var wanted = List.<NewJob<?>>copyOf(jobs);
        return insert(wanted, wanted.stream().map(job -> ids.next()).toList());
    }

    private int insert(List<NewJob<?>> jobs, List<UUID> ids) {
        int inserted =
                sql.update(
                        INSERT,
                        ids.stream().map(UUID::toString).toArray(String[]::new),
                        each(jobs, job -> job.tenant().toString()),
                        each(jobs, job -> job.kind().name()),
                        each(jobs, job -> Integer.toString(job.kind().version())),
                        each(jobs, job -> job.kind().queue()),
                        each(jobs, job -> Integer.toString(job.due().priority().rank())),
                        each(jobs, job -> job.due().notBefore().map(Instant::toString).orElse("")),
                        each(jobs, this::toJson),
                        each(jobs, job -> job.keys().unique().orElse("")),
                        each(jobs, job -> job.keys().concurrency().orElse("")),
                        each(jobs, job -> job.origin().trigger().text()),
                        each(jobs, job -> job.origin().actor()),
                        each(jobs, job -> job.origin().reason()),
                        each(jobs, job -> Boolean.toString(job.isDryRun())));
        if (inserted > 0) {
            var queues = jobs.stream().map(job -> job.kind().queue()).collect(toSet());
            sql.afterCommit(() -> wakeup.ring(queues));
        }
        return inserted;
    }

    private static String[] each(List<NewJob<?>> jobs, Function<NewJob<?>, String> value) {
        return jobs.stream().map(value).toArray(String[]::new);
    }

    /** The holder of the key may have ended in between; then there is room after all. */
    private Enqueued live(NewJob<?> job) {
        return sql.queryOne(
                        "SELECT id FROM jobs.job WHERE tenant_id = ? AND unique_key = ?",
                        row -> new Enqueued(Columns.uuid(row, "id"), false),
                        job.tenant(),
                        job.keys().unique())
                .orElseGet(() -> enqueue(job));
    }

    /** Of all that JSON may hold the one character that PostgreSQL cannot keep. */
    private static boolean holdsNul(String json) {
        return json.replace("\\\\", "").contains("\\u0000");
    }

    private String toJson(NewJob<?> job) {
        try {
            var text = json.writeValueAsString(job.args());
            int bytes = text.getBytes(UTF_8).length;
            if (bytes > ARGS_BYTES) {
                throw new IllegalArgumentException(
                        "The arguments of %s have %,d bytes, and %,d at most: ids, not data"
                                .formatted(job.kind().name(), bytes, ARGS_BYTES));
            }
            if (holdsNul(text)) {
                throw new IllegalArgumentException(
                        "The arguments of " + job.kind().name() + " hold a NUL");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The arguments of " + job.kind().name() + " are no JSON", e);
        }
    }
}
