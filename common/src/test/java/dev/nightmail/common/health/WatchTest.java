package dev.nightmail.common.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.schedule.SchedulerConfig;
import dev.nightmail.common.schedule.WalkRepository.WokenBy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("J19")
class WatchTest {

    private static final Duration CALM = Duration.ofMinutes(5);

    private final TestHealth health = new TestHealth();

    @AfterEach
    void close() {
        health.close();
    }

    @ParameterizedTest
    @MethodSource("dev.nightmail.common.health.Scene#all")
    void troubleIsRaisedOnceByProcessesThatLookAtOnceAndResolvedOnceWhenItHasBeenWell(Scene scene)
            throws Exception {
        var wrong = scene.trouble().code() + " of " + scene.subject();
        lookTwiceAtOnce();
        assertThat(health.open()).doesNotContain(wrong);

        scene.comes().accept(health);
        lookTwiceAtOnce();
        lookAgain();
        assertThat(health.open()).contains(wrong).doesNotHaveDuplicates();
        assertThat(raised(scene)).isOne();

        scene.goes().accept(health);
        lookTwiceAtOnce();
        assertThat(health.open()).contains(wrong);
        health.later(CALM);
        scene.goes().accept(health);
        lookTwiceAtOnce();
        assertThat(health.open()).doesNotContain(wrong);
        assertThat(raised(scene)).isOne();
        assertThat(resolved(scene)).isOne();
    }

    /** That of a service's own has its test there. */
    @Test
    void everyTroubleHasItsScene() {
        var played = Scene.all().stream().map(Scene::trouble);

        assertThat(played.collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Trouble.UNHEALTHY_LEDGER)));
    }

    @Test
    void troubleThatComesAndGoesIsOneAlert() {
        var process = health.process();
        for (int time = 0; time < 3; time++) {
            health.blowFuses(1);
            look(process);
            health.blowFuses(0);
            look(process);
            health.later(Duration.ofMinutes(4));
        }

        assertThat(health.open()).contains("breaker-open of fuse-0");
        assertThat(health.told(AlertFact.Type.RAISED, Trouble.BREAKER_OPEN)).isOne();
        assertThat(health.told(AlertFact.Type.RESOLVED, Trouble.BREAKER_OPEN)).isZero();
    }

    @Test
    void troubleThatComesBackAfterItWasResolvedIsAnotherAlert() {
        var process = health.process();
        for (int time = 0; time < 2; time++) {
            health.blowFuses(1);
            look(process);
            health.blowFuses(0);
            look(process);
            health.later(CALM);
            look(process);
        }

        assertThat(health.told(AlertFact.Type.RAISED, Trouble.BREAKER_OPEN)).isEqualTo(2);
        assertThat(health.told(AlertFact.Type.RESOLVED, Trouble.BREAKER_OPEN)).isEqualTo(2);
        assertThat(health.list("SELECT id::text FROM health.alert WHERE kind = 'breaker-open'"))
                .hasSize(2);
    }

    @Test
    void endsForGoodThatTheJobHasPlannedCountForItsSuccessAndAreNoFailuresInARow() {
        var process = health.process();
        health.bell.isPlanned = true;
        health.ring(5, false);
        look(process);
        assertThat(health.open()).containsExactly("failing of test.ring-bell");

        health.bell.isPlanned = false;
        health.ring(3, false);
        look(process);
        assertThat(health.open()).contains("failures-in-a-row of test.ring-bell");
    }

    @Test
    void lookThatDiesBeforeItsCommitHasRaisedNothingAndTheNextOneDoes() {
        var broken = new FuseProbe();
        broken.blown = 1;
        health.execute("ALTER TABLE events.outbox ADD CONSTRAINT no CHECK (key = '') NOT VALID");
        look(health.process(broken));
        assertThat(health.open()).isEmpty();

        health.execute("ALTER TABLE events.outbox DROP CONSTRAINT no");
        look(health.process(broken));
        assertThat(health.open()).containsExactly("breaker-open of fuse-0");
        assertThat(health.told(AlertFact.Type.RAISED, Trouble.BREAKER_OPEN)).isOne();
    }

    @Test
    void probeThatFailsDoesNotHoldUpTheOthers() {
        var fuses = new FuseProbe();
        fuses.blown = 1;

        look(health.process(new BrokenProbe(), fuses));

        assertThat(health.open()).containsExactly("breaker-open of fuse-0");
    }

    @Test
    @Tag("J16")
    void whereCronTakesOverFromQuartzItHasAQuarterOfAnHour() {
        health.mode = SchedulerConfig.Mode.EXTERNAL;
        health.walk(WokenBy.QUARTZ);
        var process = health.process();

        health.later(Duration.ofMinutes(14));
        process.look();
        assertThat(health.open()).doesNotContain("no-scheduler of test-service");

        health.later(Duration.ofMinutes(2));
        process.look();
        assertThat(health.open()).contains("no-scheduler of test-service");
    }

    @Test
    void kindOfWhichNothingHasEndedForADayIsRunNoMoreAndItsFailuresAreOver() {
        var process = health.process();
        health.ring(3, false);
        look(process);
        health.later(Duration.ofHours(24));
        look(process);
        assertThat(health.open()).contains("failures-in-a-row of test.ring-bell");

        health.later(Duration.ofMinutes(10));
        look(process);
        health.later(CALM);
        look(process);
        assertThat(health.open()).doesNotContain("failures-in-a-row of test.ring-bell");
    }

    @Test
    @Tag("J16")
    void serviceToWhichNoKindAndNoScheduleBelongsAnyMoreNeedsNoScheduler() {
        var process = health.process();
        health.declare();
        health.walk(WokenBy.QUARTZ);
        health.later(Duration.ofSeconds(61));
        health.execute("UPDATE jobs.kind SET service = 'renamed'");
        look(process);
        health.later(CALM);
        look(process);
        assertThat(health.open()).contains("no-scheduler of test-service");

        health.execute("UPDATE jobs.schedule SET retired_at = jobs.clock()");
        look(process);
        health.later(CALM);
        look(process);
        assertThat(health.open()).doesNotContain("no-scheduler of test-service");
    }

    @Test
    @Tag("J16")
    void serviceThatHasKindsAndNoScheduleNeedsASchedulerUntilItsWalksAreForgotten() {
        var process = health.process();
        health.walk(WokenBy.QUARTZ);
        health.later(Duration.ofDays(8));
        look(process);
        assertThat(health.open()).contains("no-scheduler of test-service");

        health.execute("DELETE FROM jobs.walk WHERE service = 'test-service'");
        look(process);
        health.later(CALM);
        look(process);
        assertThat(health.open()).doesNotContain("no-scheduler of test-service");
    }

    @ParameterizedTest
    @CsvSource({"30m, true", "15m, false"})
    @Tag("J16")
    void cronEveryTwentyMinutesIsASecondSchedulerWhereItMayBeSilentForSoLong(
            String silence, boolean isSecond) {
        var settings = TestHealth.with("external-silence", silence);
        health.settings = () -> settings;
        health.walk(WokenBy.EXTERNAL);
        health.later(Duration.ofMinutes(20));
        health.walk(WokenBy.EXTERNAL);
        health.walk(WokenBy.QUARTZ);

        look(health.process());

        assertThat(health.open().contains("two-schedulers of test-service")).isEqualTo(isSecond);
    }

    @Test
    void countsGoOnFromLookToLook() {
        var process = health.process();
        look(process);
        health.ring(3, true);
        look(process);
        look(process);
        health.ring(2, true);
        look(process);

        assertThat(
                        health.list(
                                "SELECT numbers ->> 'completed24h' FROM health.reading WHERE name = 'queue' AND subject = 'test'"))
                .containsExactly("5.0");
    }

    private void look(Watch process) {
        health.later(TestHealth.SETTLED);
        process.look();
        // What the first look has counted, the readings of queues show at the next.
        health.later(Duration.ofSeconds(10));
        process.look();
    }

    private void lookTwiceAtOnce() throws Exception {
        health.later(TestHealth.SETTLED);
        atOnce();
        lookAgain();
    }

    private void lookAgain() throws Exception {
        health.later(Duration.ofSeconds(10));
        atOnce();
    }

    private void atOnce() throws Exception {
        var start = new CyclicBarrier(2);
        Callable<Boolean> look =
                () -> {
                    start.await();
                    health.process().look();
                    return true;
                };
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var looked : threads.invokeAll(List.of(look, look))) {
                looked.get();
            }
        }
    }

    private long raised(Scene scene) {
        return count(scene, "dev.nightmail.alert.raised");
    }

    private long resolved(Scene scene) {
        return count(scene, "dev.nightmail.alert.resolved");
    }

    /** What was told of this very subject. */
    private int count(Scene scene, String type) {
        return health.list(
                        """
                        SELECT event FROM events.outbox
                        WHERE topic = ? AND event::jsonb ->> 'type' = ? AND event::jsonb #>> '{data,kind}' = ?
                          AND event::jsonb #>> '{data,subject}' = ?
                        """,
                        AlertFact.TOPIC,
                        type,
                        scene.trouble().code(),
                        scene.subject())
                .size();
    }
}
