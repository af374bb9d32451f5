package dev.nightmail.common.health;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.schedule.SchedulerConfig;
import dev.nightmail.common.schedule.WalkRepository;
import dev.nightmail.common.schedule.WalkRepository.WokenBy;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Processes that look at a database which nobody else uses. */
public final class TestHealth implements AutoCloseable {

    private static final String SERVICE = "test-service";

    /** Of which what is looked at belongs to the past. */
    static final Duration SETTLED = Duration.ofSeconds(30);

    public final TestDatabase database = TestDatabase.another();
    public final Sql sql = database.ofServices();
    final TestJobs engine = TestJobs.at(database);
    final UUID tenant = UUID.randomUUID();
    InForce<AlertConfig> settings = TestHealth::usual;
    final BellJob bell = new BellJob();
    SchedulerConfig.Mode mode = SchedulerConfig.Mode.QUARTZ;
    private final FuseProbe fuse = new FuseProbe();

    TestHealth() {
        execute(
                """
                INSERT INTO jobs.kind (name, version, service, queue, release, expected, greatest)
                VALUES ('test.ring-bell', 1, 'test-service', 'test', 1, '1 min', '10 min')
                """);
    }

    /** Of a test of a service, with probes of its own. */
    public static TestHealth empty() {
        return new TestHealth();
    }

    public static AlertConfig usual() {
        return with("interval", "10s");
    }

    /** The usual ones but for one of {@code nightmail.alerts}. */
    static AlertConfig with(String name, String value) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue("nightmail.alerts." + name, value)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(AlertConfig.class)
                .build()
                .getConfigMapping(AlertConfig.class);
    }

    /** One process of a service. */
    Watch process() {
        var live = new LiveRepository(sql);
        var history = new HistoryRepository(sql);
        return process(
                new QueueProbe(live, history, settings),
                new KindProbe(live, history, settings),
                new ScheduleProbe(history, settings),
                new SchedulerProbe(live, settings, () -> mode),
                new DoubtProbe(live, settings),
                fuse);
    }

    /** One that has only these probes. */
    public Watch process(Probe... probes) {
        return new Watch(sql, alerts(), engine.outbox, settings, List.of(probes));
    }

    AlertRepository alerts() {
        return new AlertRepository(sql, engine.ids, engine.json);
    }

    HealthRepository health() {
        return new HealthRepository(sql, alerts());
    }

    /** Lets time pass in the database. */
    public void later(Duration wait) {
        execute(
                "UPDATE jobs.test_clock SET ahead = ahead + make_interval(secs => %d)"
                        .formatted(wait.toSeconds()));
        execute("SELECT jobs.make_partitions(7)");
    }

    void execute(String statement) {
        database.executeAsOwner(statement);
    }

    /** The service has a schedule from now on, of once a day. */
    void declare() {
        execute(
                """
                INSERT INTO jobs.schedule (name, service, kind, version, release, revision, revised_at, every, overlap,
                                           catch_up, jitter, last_tick, created_at)
                SELECT 'test.ring', 'test-service', 'test.ring-bell', 1, 1, 1, now, '1 day', 'skip', 'latest', '0', now,
                       now
                FROM jobs.clock() AS now
                """);
    }

    /** Rings the bell so often, well or badly. */
    void ring(int times, boolean isWell) {
        for (int time = 0; time < times; time++) {
            engine.run(bell, new BellJob.Args(isWell), tenant);
        }
    }

    /** What is wrong now, such as {@code no-success of x}, in order. */
    public List<String> open() {
        return list(
                "SELECT kind || ' of ' || subject FROM health.alert WHERE resolved_at IS NULL ORDER BY 1");
    }

    List<String> list(String query, Object... args) {
        return sql.transaction(
                Access.machinery(), () -> sql.query(query, row -> row.getString(1), args));
    }

    /** How often the fact has been told of alerts of this kind. */
    long told(AlertFact.Type type, Trouble trouble) {
        return list(
                        "SELECT event FROM events.outbox WHERE topic = ? AND event LIKE ? AND event LIKE ?",
                        AlertFact.TOPIC,
                        "%\"" + type.text() + "\"%",
                        "%\"" + trouble.code() + "\"%")
                .size();
    }

    /** The schedules of the service are walked. */
    void walk(WokenBy by) {
        new WalkRepository(sql, System::nanoTime, SERVICE)
                .note(by, settings.now().externalSilence());
    }

    /** So many far sides are given up. */
    void blowFuses(int blown) {
        fuse.blown = blown;
    }

    @Override
    public void close() {
        database.close();
    }
}
