package dev.nightmail.common.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.schedule.WalkRepository.WokenBy;
import dev.nightmail.common.sql.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("P4")
@Timeout(60)
class CheckupTest {

    private final TestHealth health = new TestHealth();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() {
        health.close();
    }

    @Test
    void verdictIsTheWorstOfTheReadings() throws Exception {
        health.walk(WokenBy.QUARTZ);
        health.process().look();
        assertThat(answer().verdict()).isEqualTo("ok");

        health.ring(1, false);
        health.ring(4, true);
        look();
        assertThat(answer().verdict()).isEqualTo("warn");

        health.blowFuses(1);
        look();
        assertThat(answer().verdict()).isEqualTo("fail");
        assertThat(answer().readings().orElseThrow())
                .filteredOn(reading -> reading.name().equals("breaker"))
                .singleElement()
                .satisfies(
                        reading -> assertThat(reading.troubles()).containsExactly("breaker-open"));
    }

    @Test
    void whatNobodyLooksAtAnyMoreIsNotWell() throws Exception {
        assertThat(answer().verdict()).isEqualTo("fail");

        health.walk(WokenBy.QUARTZ);
        health.process().look();
        health.later(Duration.ofSeconds(65));
        assertThat(answer().verdict()).isEqualTo("ok");

        health.later(Duration.ofSeconds(10));
        assertThat(answer().verdict()).isEqualTo("fail");
    }

    @Test
    @Tag("J16")
    void whereCronDoesTheWorkLooksMayBeAQuarterOfAnHourApart() throws Exception {
        health.walk(WokenBy.EXTERNAL);
        health.process().look();

        health.later(Duration.ofMinutes(14));
        assertThat(answer().verdict()).isEqualTo("ok");
        health.later(Duration.ofMinutes(2));
        assertThat(answer().verdict()).isEqualTo("fail");
    }

    @Test
    void answerIsKeptForSomeSeconds() throws Exception {
        health.walk(WokenBy.QUARTZ);
        health.process().look();
        var checkup = checkup(health.sql);
        assertThat(checkup.get().verdict()).isEqualTo("ok");

        health.later(Duration.ofHours(1));
        assertThat(checkup.get().verdict()).isEqualTo("ok");
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(checkup.get().verdict()).isEqualTo("fail");
    }

    @Test
    @Tag("A5")
    void databaseThatIsAwayOrSilentFailsAtOnceAndIsAskedOnce() throws Exception {
        var away =
                checkup(
                        Sql.over(() -> {
                            throw new SQLException("away", "08001");
                        }));
        assertThat(away.get().verdict()).isEqualTo("fail");
        assertThat(away.get().readings().orElseThrow())
                .singleElement()
                .satisfies(reading -> assertThat(reading.name()).isEqualTo("database"));

        var end = new CountDownLatch(1);
        var asked = new AtomicLong();
        var silent =
                checkup(
                        Sql.over(() -> {
                            asked.incrementAndGet();
                            await(end);
                            throw new SQLException("away", "08001");
                        }));
        assertThat(silent.get().verdict()).isEqualTo("fail");
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(silent.get().verdict()).isEqualTo("fail");
        assertThat(asked).hasValue(1);
        end.countDown();
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        health.later(TestHealth.SETTLED);
        health.walk(WokenBy.QUARTZ);
        health.process().look();
    }

    private HealthView answer() throws InterruptedException {
        return checkup(health.sql).get();
    }

    private Checkup checkup(Sql sql) {
        return new Checkup(
                sql, new HealthRepository(sql, health.alerts()), health.settings, nanos::get);
    }
}
