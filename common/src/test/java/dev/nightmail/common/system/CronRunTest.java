package dev.nightmail.common.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.health.Probe;
import dev.nightmail.common.health.Reading;
import dev.nightmail.common.health.TestHealth;
import dev.nightmail.common.schedule.BrokenWork;
import dev.nightmail.common.schedule.WalkRepository;
import dev.nightmail.common.sql.Access;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J16")
class CronRunTest {

    private final TestHealth health = TestHealth.empty();
    private final AtomicInteger looked = new AtomicInteger();

    @AfterEach
    void close() {
        health.close();
    }

    @Test
    @Tag("J19")
    void scheduleThatCannotBeWalkedIsToldAndEverythingIsLookedAtNevertheless() {
        var cron =
                new CronRun(
                        BrokenWork.saying("a test"),
                        new WalkRepository(health.sql, System::nanoTime, "test-service"),
                        health.process(counting()),
                        TestHealth::usual);

        assertThatThrownBy(cron::run).hasMessage("a test");

        assertThat(walks()).containsExactly("external");
        assertThat(looked).hasValue(1);
    }

    private List<String> walks() {
        return health.sql.transaction(
                Access.machinery(),
                () ->
                        health.sql.query(
                                "SELECT woken_by FROM jobs.walk WHERE service = 'test-service'",
                                row -> row.getString(1)));
    }

    private Probe counting() {
        return new Probe() {
            @Override
            public String name() {
                return "counting";
            }

            @Override
            public List<Reading> look(Instant now) {
                looked.incrementAndGet();
                return List.of();
            }
        };
    }
}
