package dev.nightmail.common.health;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.nightmail.common.engine.Deaths;
import dev.nightmail.common.engine.LiveEngine;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.schedule.WalkRepository.WokenBy;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How a trouble comes and goes, by what really happens.
 *
 * @param comes brings the trouble about
 * @param goes ends it; may be done again and again
 */
record Scene(
        String name,
        Trouble trouble,
        String subject,
        Consumer<TestHealth> comes,
        Consumer<TestHealth> goes) {

    static List<Scene> all() {
        return Stream.of(ofKinds(), ofTime(), ofQueues(), ofDoubts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scene> ofKinds() {
        return List.of(
                new Scene(
                        "FAILURES_IN_A_ROW",
                        Trouble.FAILURES_IN_A_ROW,
                        "test.ring-bell",
                        h -> h.ring(3, false),
                        h -> h.ring(1, true)),
                new Scene(
                        "FAR_TOO_SLOW",
                        Trouble.FAR_TOO_SLOW,
                        "test.ring-bell",
                        h -> ringFor(h, ofMinutes(11)),
                        h -> h.later(ofMinutes(30))),
                new Scene(
                        "SLOW",
                        Trouble.SLOW,
                        "test.ring-bell",
                        h -> ringFor(h, ofSeconds(100)),
                        h -> h.later(ofMinutes(30))),
                new Scene(
                        "FAILING",
                        Trouble.FAILING,
                        "test.ring-bell",
                        h -> {
                            h.ring(1, false);
                            h.ring(4, true);
                        },
                        h -> h.ring(5, true)),
                new Scene(
                        "QUARANTINE",
                        Trouble.QUARANTINE,
                        "test.ring-bell",
                        Scene::setAside,
                        h -> h.later(ofHours(25))));
    }

    private static List<Scene> ofTime() {
        return List.of(
                new Scene(
                        "NO_SUCCESS",
                        Trouble.NO_SUCCESS,
                        "test.ring",
                        Scene::missADay,
                        h -> h.ring(1, true)),
                new Scene(
                        "NOTHING_RAN",
                        Trouble.NOTHING_RAN,
                        "all",
                        h -> h.later(ofHours(25)),
                        h -> h.ring(1, true)),
                new Scene(
                        "NO_SCHEDULER",
                        Trouble.NO_SCHEDULER,
                        "test-service",
                        h -> {
                            h.walk(WokenBy.QUARTZ);
                            h.later(ofSeconds(61));
                        },
                        h -> h.walk(WokenBy.QUARTZ)),
                new Scene(
                        "TWO_SCHEDULERS",
                        Trouble.TWO_SCHEDULERS,
                        "test-service",
                        Scene::haveTwoSchedulers,
                        h -> {
                            h.later(ofMinutes(16));
                            h.walk(WokenBy.QUARTZ);
                        }));
    }

    private static List<Scene> ofQueues() {
        return List.of(
                new Scene(
                        "MANY_WAIT",
                        Trouble.MANY_WAIT,
                        "test",
                        h -> enqueue(h, 1001),
                        Scene::emptyTheQueue),
                new Scene(
                        "LONG_WAIT",
                        Trouble.LONG_WAIT,
                        "test",
                        h -> {
                            enqueue(h, 1);
                            h.later(ofSeconds(301));
                        },
                        Scene::emptyTheQueue),
                new Scene(
                        "FACTS_WAIT",
                        Trouble.LONG_WAIT,
                        "test-service",
                        h ->
                                h.execute(
                                        """
                                        INSERT INTO events.outbox (tenant_id, service, topic, key, event, created_at)
                                        VALUES (gen_random_uuid(), 'test-service', 't', 'k', 'e', clock_timestamp() - interval '301 s')
                                        """),
                        h -> h.execute("DELETE FROM events.outbox WHERE topic = 't'")),
                new Scene(
                        "MANY_DISCARDED",
                        Trouble.MANY_DISCARDED,
                        "test",
                        h -> h.ring(101, false),
                        h -> h.later(ofHours(25))));
    }

    private static List<Scene> ofDoubts() {
        return List.of(
                new Scene(
                        "BREAKER_OPEN",
                        Trouble.BREAKER_OPEN,
                        "fuse-0",
                        h -> h.blowFuses(1),
                        h -> h.blowFuses(0)),
                new Scene(
                        "EFFECT_UNCERTAIN",
                        Trouble.EFFECT_UNCERTAIN,
                        "test.ring-bell",
                        Scene::breakOff,
                        Scene::findOut),
                new Scene(
                        "STALE_WRITE",
                        Trouble.STALE_WRITE,
                        "test.ring-bell",
                        Scene::writeTooLate,
                        h -> h.later(ofHours(1))));
    }

    @Override
    public String toString() {
        return name;
    }

    private static void ringFor(TestHealth health, Duration time) {
        health.bell.meanwhile = () -> health.later(time);
        health.ring(1, true);
        health.bell.meanwhile = () -> {};
    }

    /** A schedule that somebody declared, and of which nobody makes anything. */
    private static void missADay(TestHealth health) {
        health.declare();
        health.later(ofHours(24).plus(ofMinutes(11)));
    }

    private static void breakOff(TestHealth health) {
        health.engine.run(new BellJob.LoudJob(), new BellJob.Args(true), health.tenant);
        health.later(ofMinutes(61));
    }

    private static void findOut(TestHealth health) {
        health.execute("UPDATE jobs.job SET state = 'available' WHERE state = 'retryable'");
        var loud = new BellJob.LoudJob();
        loud.isBroken = false;
        health.engine.drain(health.tenant, loud);
    }

    private static void writeTooLate(TestHealth health) {
        health.bell.meanwhile =
                () ->
                        health.execute(
                                "UPDATE jobs.job SET token = nextval('jobs.token') WHERE state = 'running'");
        health.ring(1, true);
        health.bell.meanwhile = () -> {};
        LiveEngine.until(() -> !health.list("SELECT kind FROM jobs.stale_write").isEmpty());
    }

    private static void haveTwoSchedulers(TestHealth health) {
        for (int walk = 0; walk < 3; walk++) {
            health.walk(WokenBy.EXTERNAL);
            health.later(ofMinutes(3));
        }
        health.walk(WokenBy.EXTERNAL);
        health.walk(WokenBy.QUARTZ);
    }

    private static void enqueue(TestHealth health, int jobs) {
        var job =
                NewJob.of(
                        health.bell.kind(),
                        new BellJob.Args(true),
                        health.tenant,
                        Trigger.API,
                        "test");
        health.sql.transact(
                Access.machinery(),
                () -> health.engine.jobs.enqueueAll(Collections.nCopies(jobs, job)));
    }

    private static void emptyTheQueue(TestHealth health) {
        health.execute("DELETE FROM jobs.job WHERE state = 'available'");
    }

    private static void setAside(TestHealth health) {
        var id = health.engine.enqueue(health.bell, new BellJob.Args(true), health.tenant);
        Deaths.quarantine(health.engine, health.bell, id, health::later);
    }
}
