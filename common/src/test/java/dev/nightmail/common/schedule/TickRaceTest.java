package dev.nightmail.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.schedule.TestSchedules.Args;
import dev.nightmail.common.schedule.TestSchedules.Row;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.sql.UnclearCommitException;
import dev.nightmail.common.testkit.CutDatabase;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever walks, and whenever it is cut: one tick and one job for each moment. */
@Tag("J12")
@Tag("J14")
class TickRaceTest {

    private static final int PROCESSES = 8;
    private static final int ROUNDS = 20;

    private final TestSchedules world = new TestSchedules();
    private final List<Schedule<Args>> declared = List.of(world.hourly().queueing());

    @Test
    void manyWalksAtOnceGiveTheTicksOfOne() throws Exception {
        world.publish(declared);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ROUNDS; i++) {
                world.goTo(world.next().plusSeconds(5));
                for (var done : threads.invokeAll(processes())) {
                    done.get();
                }
            }
        }

        assertThat(world.reasons()).hasSize(ROUNDS).containsOnly("ran");
        assertThat(new HashSet<>(world.ticks().stream().map(Row::job).toList())).hasSize(ROUNDS);
        assertThat(world.jobs()).isEqualTo(ROUNDS);
    }

    @Test
    void processesThatStartAndWalkAtOnceKeepTheFirstRevision() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> start = () -> world.publish(declared).walk().size();
            for (var done :
                    threads.invokeAll(Stream.generate(() -> start).limit(PROCESSES).toList())) {
                done.get();
            }
        }

        assertThat(world.column("revision")).isEqualTo("1");
    }

    @Test
    void walkThatIsCutBeforeItsCommitIsDoneByTheNext() {
        var walk = world.publish(declared);
        world.goTo(world.next().plusSeconds(5));
        var cut = world.walk(world.engine.sql, new CuttingIds(), declared);

        assertThatThrownBy(cut::walk).isInstanceOf(SqlException.class);

        assertThat(world.ticks()).isEmpty();
        assertThat(world.jobs()).isZero();
        assertThat(walk.walk()).hasSize(1);
        assertThat(world.reasons()).containsExactly("ran");
        assertThat(world.jobs()).isOne();
    }

    @Test
    void walkWhoseCommitWasNotAnsweredIsNotDoneAgain() {
        var walk = world.publish(declared);
        world.goTo(world.next().plusSeconds(5));
        var database = new CutDatabase();
        var cut = world.walk(database.sql(), declared);
        database.loseTheNextAnswer();

        assertThatThrownBy(cut::walk).isInstanceOf(UnclearCommitException.class);

        assertThat(walk.walk()).isEmpty();
        assertThat(world.reasons()).containsExactly("ran");
        assertThat(world.jobs()).isOne();
    }

    @Test
    void repeatOfACutWalkStartsTheJobAtTheSameTime() {
        var jittered = List.of(world.hourly().jittered(Duration.ofMinutes(20)));
        var walk = world.publish(jittered);
        var due = dueWithADelayOfMinutes();
        world.goTo(due.plusSeconds(1));
        var expected = world.stored().startOf(due);
        var cut = world.walk(world.engine.sql, new CuttingIds(), jittered);
        assertThatThrownBy(cut::walk).isInstanceOf(SqlException.class);

        walk.walk();

        assertThat(world.runAt()).containsExactly(expected);
    }

    /** Moments before it are taken by a walk; the jitter of each is its own. */
    private Instant dueWithADelayOfMinutes() {
        var stored = world.stored();
        var due = world.next();
        while (stored.startOf(due).isBefore(due.plusSeconds(60))) {
            due = stored.next(due);
        }
        return due;
    }

    private List<Callable<Integer>> processes() {
        return Stream.generate(() -> world.walk(world.engine.sql, declared))
                .limit(PROCESSES)
                .<Callable<Integer>>map(walk -> () -> walk.walk().size())
                .toList();
    }

    /** Ends the connection when a job is about to be inserted. */
    private final class CuttingIds extends Ids {

        CuttingIds() {
            super(world.engine.clock);
        }

        @Override
        public UUID next() {
            TestDatabase.cutThisConnection();
            return super.next();
        }
    }
}
