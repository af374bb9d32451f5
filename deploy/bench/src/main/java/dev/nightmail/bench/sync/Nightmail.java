package dev.nightmail.bench.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.bench.Api;
import dev.nightmail.bench.Crowd;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Patience;
import dev.nightmail.bench.ServiceRun;
import dev.nightmail.local.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Our service; a copy is an account, which is synced once a day unless it is asked to. */
final class Nightmail implements Contender {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int ONCE_A_DAY = 1440;

    private final ServiceRun service;
    private final Database database;
    private final Crowd crowd;
    private final Api api;
    private final Map<String, String> accounts = new HashMap<>();

    Nightmail(ServiceRun service, Database database, Crowd crowd) {
        this.service = service;
        this.database = database;
        this.crowd = crowd;
        this.api = crowd.api();
    }

    @Override
    public String name() {
        return "nightmail";
    }

    @Override
    public double copy(String user, long messages) {
        database.execute(
                "TRUNCATE sync.account, sync.mailbox, sync.thread_key, sync.thread_join,"
                        + " sync.contact, sync.received CASCADE");
        var added = crowd.added(user, ONCE_A_DAY);
        accounts.put(user, added.at("/account/id").asText());
        var ended = ended(added.path("jobId").asText());
        Patience.until(user + " is filled", LOOK, () -> Crowd.countLacking(database) == 0);
        long stored = database.number("SELECT sum(stored_count) FROM sync.mailbox");
        if (stored != messages) {
            throw new Refusal("stored %d of %d: %s".formatted(stored, messages, ended));
        }
        return database.number(
                                "SELECT round(1000 * extract(epoch FROM max(filled_at))) FROM sync.account")
                        / 1e3
                - seconds(ended, "createdAt");
    }

    /** From the start of its last attempt until its end. */
    @Override
    public double catchUp(String user) {
        makeDue(1, "id = '" + accounts.get(user) + "'");
        var newest = api.get("/api/jobs?kind=sync.incremental-sync&limit=1").at("/items/0");
        return seconds(newest, "endedAt") - seconds(newest, "startedAt");
    }

    @Override
    public void prepare(List<String> users) {
        crowd.fill(users, ONCE_A_DAY, database);
    }

    /** From the instant at which all are due. */
    @Override
    public double poll(List<String> users) {
        return makeDue(users.size(), "address LIKE 'small-%'");
    }

    /** Seconds until they have been synced. */
    private double makeDue(int users, String condition) {
        var completed = "SELECT sum(syncs_completed) FROM sync.account";
        long before = database.number(completed);
        long begun = System.nanoTime();
        database.execute("UPDATE sync.account SET next_due_at = jobs.clock() WHERE " + condition);
        Patience.until(
                "all accounts are looked at",
                LOOK,
                () -> database.number(completed) >= before + users);
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public double memory() {
        return service.memory("VmHWM");
    }

    private JsonNode ended(String job) {
        var path = "/api/jobs/" + job;
        Patience.until("job " + job + " ends", LOOK, () -> api.get(path).has("endedAt"));
        return api.get(path);
    }

    private static double seconds(JsonNode job, String field) {
        return Instant.parse(job.path(field).asText()).toEpochMilli() / 1e3;
    }
}
