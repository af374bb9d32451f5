package dev.nightmail.sync.health;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.TestAccountRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A tenant with accounts, some of which are unwell. */
final class SickWorld implements JobContract.World<CheckHealthJob.Args> {

    final TestJobs engine;
    final UUID tenant = UUID.randomUUID();
    final EpisodeRepository episodes;
    private final CheckHealthJob job;

    SickWorld(TestJobs engine) {
        this.engine = engine;
        episodes = new EpisodeRepository(engine.sql);
        job =
                new CheckHealthJob(
                        episodes,
                        new Outbox(engine.sql, engine.ids, engine.clock, engine.json, "test"));
        TestDatabase.addTenant(tenant);
    }

    /** An account with these columns in SQL. */
    UUID add(Map<String, String> columns) {
        var id = UUID.randomUUID();
        var all = new HashMap<>(columns);
        all.put("id", "'" + id + "'");
        TestAccountRow.add(tenant, 1, all);
        return id;
    }

    void set(UUID account, String assignments) {
        TestDatabase.asOwner(
                "UPDATE sync.account SET %s WHERE id = '%s'".formatted(assignments, account));
    }

    /** Types of the facts of the account, in order. */
    List<String> facts(UUID account) {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql.query(
                                """
                                SELECT (event::jsonb ->> 'type') || ' ' || (event::jsonb -> 'data' ->> 'reason') AS fact
                                FROM events.outbox WHERE key = ? ORDER BY id
                                """,
                                row -> row.getString(1).strip(),
                                tenant + "/" + account));
    }

    @Override
    public Job<CheckHealthJob.Args> job() {
        return job;
    }

    @Override
    public CheckHealthJob.Args args() {
        return new CheckHealthJob.Args();
    }

    @Override
    public UUID tenant() {
        return tenant;
    }

    @Override
    public UUID enqueue() {
        return engine.enqueue(job, args(), tenant);
    }

    @Override
    public List<String> digest() {
        return engine.sql.transaction(
                Access.worker(tenant),
                () ->
                        engine.sql.query(
                                """
                                SELECT concat_ws(' ', state, unwell_since IS NOT NULL) AS line
                                FROM sync.account WHERE tenant_id = ? ORDER BY 1
                                """,
                                row -> row.getString(1),
                                tenant));
    }
}
