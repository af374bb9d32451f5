package dev.nightmail.common.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.Wakeup;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process hears, and what it makes of it. */
@Tag("J2")
@Timeout(60)
class ListenerTest {

    private static final Sql.Connect DATABASE = () -> TestDatabase.connect("test");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int OFTEN = 20;

    private final String queue = "queue-" + UUID.randomUUID();
    private final CountingWakeup wakeup = new CountingWakeup();
    private final Ringer own = new Ringer(DATABASE, System::nanoTime);
    private final Ringer others = new Ringer(DATABASE, System::nanoTime);
    private final Listener listener = new Listener(DATABASE, own, wakeup);

    /** Knows how often it was rung. */
    private static final class CountingWakeup extends Wakeup {

        private final AtomicInteger rings = new AtomicInteger();

        @Override
        public void ring() {
            rings.incrementAndGet();
            super.ring();
        }

        void awaitRings(int wanted) {
            while (rings.get() < wanted) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        listener.stop();
        own.stop();
        others.stop();
    }

    @Test
    void processIsNotWokenByWhatItRangItselfNorForQueuesThatItHasNot() throws Exception {
        listener.start(Set.of(queue));
        wakeup.awaitRings(1);
        try (var line = Line.open(DATABASE)) {
            line.listen();
            for (int i = 0; i < OFTEN; i++) {
                ringAndHear(own, queue, line);
                ringAndHear(others, "another-" + queue, line);
            }

            ringAndHear(others, queue, line);
        }
        wakeup.awaitRings(2);

        assertThat(wakeup.rings).hasValue(2);
    }

    @Test
    void whatIsRungRightAfterAnotherRingIsHeardToo() throws Exception {
        try (var line = Line.open(DATABASE)) {
            line.listen();

            for (int i = 0; i < OFTEN; i++) {
                ringAndHear(others, queue, line);
            }
        }
    }

    @Test
    void listenerThatIsStoppedLeavesNoConnectionAndOpensNone() throws Exception {
        var name = "listener-" + UUID.randomUUID();
        var lines = new AtomicInteger();
        var stopped =
                new Listener(
                        () -> {
                            lines.incrementAndGet();
                            return TestDatabase.connect(name);
                        },
                        own,
                        wakeup);
        stopped.start(Set.of(queue));
        wakeup.awaitRings(1);
        assertThat(connections(name)).isOne();

        stopped.stop();

        assertThat(lines).hasValue(1);
        while (connections(name) > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void whatWasAskedForBeforeTheEndIsStillRung() throws Exception {
        try (var line = Line.open(DATABASE)) {
            line.listen();
            others.ring(List.of(queue));
            others.ring(List.of(queue, "another-" + queue));

            others.stop();

            assertThat(line.await(LONGEST))
                    .extracting(Line.Ring::queue)
                    .contains(queue, "another-" + queue);
        }
    }

    private static void ringAndHear(Ringer ringer, String queue, Line line) throws SQLException {
        ringer.ring(List.of(queue));
        assertThat(line.await(LONGEST)).extracting(Line.Ring::queue).containsExactly(queue);
    }

    private static int connections(String name) {
        var sql = TestDatabase.sql();
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.query(
                                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = ?",
                                        row -> row.getInt(1),
                                        name)
                                .getFirst());
    }
}
