package dev.nightmail.common.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.SetTime;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Much is deleted from a real table while somebody else writes to it all the time. How long a row
 * takes is the test's to say: three times as long in the second fifth of the rows; and whether a
 * replica is behind: in the third and the fourth.
 */
@Tag("J23")
class LargeDeletionTest {

    private static final int ROWS = 200_000;
    private static final int FIFTH = ROWS / 5;
    private static final Duration A_ROW = Duration.ofNanos(25_000);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A batch, and the rest after it. */
    private record Lap(int fifth, int size, Duration took, Duration rest, boolean isStrained) {}

    private final List<Lap> laps = new ArrayList<>();
    private final Busy server = new Busy();
    private final Rests time = new Rests();
    private final Pile pile = new Pile(new Pacing(time, server, Bounds.USUAL), ROWS);
    private final SteadyWriter writer = new SteadyWriter(pile.id, ROWS);
    private int begun;
    private Duration took = Duration.ZERO;

    @AfterEach
    void stop() {
        writer.close();
    }

    @Test
    void twoHundredThousandRowsGoInBatchesThatSpareAWriterAndAReplica() throws Exception {
        var ran = pile.clear(batch -> work());

        assertThat(ran.jobState()).contains("completed");
        assertThat(pile.deleted).hasSize(ROWS);
        assertThat(new HashSet<>(pile.deleted)).hasSize(ROWS);
        assertThat(writer.stop()).isEqualTo(rowsOfWriter()).isGreaterThanOrEqualTo(laps.size());
        assertThat(laps).hasSizeGreaterThan(50).allMatch(lap -> lap.took.compareTo(SECOND) < 0);
        assertHalfOfTheTimeIsLeft();
        assertBatchesFollowTheTimeThatRowsTake();
        assertReplicaIsWaitedFor();
    }

    private void assertHalfOfTheTimeIsLeft() {
        assertThat(laps).allMatch(lap -> lap.rest.compareTo(lap.took) >= 0);
    }

    private void assertBatchesFollowTheTimeThatRowsTake() {
        assertThat(largest(0)).isGreaterThan(6000);
        assertThat(lapsOf(1).skip(2)).allMatch(lap -> lap.took.toMillis() <= 250);
        assertThat(lapsOf(1).skip(2)).allMatch(lap -> lap.size < 4000);
        assertThat(largest(4)).isGreaterThan(6000);
    }

    private void assertReplicaIsWaitedFor() {
        var strained = laps.stream().filter(Lap::isStrained).toList();
        assertThat(strained).hasSizeGreaterThan(10);
        assertThat(strained).allMatch(lap -> lap.rest.compareTo(SECOND) >= 0);
        assertThat(strained).allMatch(lap -> lap.rest.compareTo(lap.took.multipliedBy(9)) >= 0);
        assertThat(strained).extracting(Lap::size).isSortedAccordingTo((a, b) -> b - a);
        assertThat(lapsOf(4).skip(2)).noneMatch(Lap::isStrained);
    }

    private int fifth() {
        return pile.deleted.size() / FIFTH;
    }

    private void work() {
        int size = pile.sizes.getLast();
        begun = fifth();
        took = A_ROW.multipliedBy(begun == 1 ? 3L * size : size);
        time.advance(took);
    }

    private Stream<Lap> lapsOf(int fifth) {
        return laps.stream().filter(lap -> lap.fifth == fifth);
    }

    private int largest(int fifth) {
        return lapsOf(fifth).mapToInt(Lap::size).max().orElseThrow();
    }

    private int rowsOfWriter() {
        return pile.engine
                .sql
                .rolledBack(
                        Access.worker(writer.id),
                        () ->
                                pile.engine.sql.queryOne(
                                        "SELECT count(*)::int AS n FROM test.pile WHERE id = ?",
                                        row -> row.getInt("n"),
                                        writer.id))
                .orElseThrow();
    }

    /** Each rest goes on until the writer has written something. */
    private final class Rests extends SetTime {

        @Override
        public void pass(Duration rest) {
            super.pass(rest);
            laps.add(new Lap(begun, pile.sizes.getLast(), took, rest, server.isKnownStrain));
            writer.awaitAnother();
        }
    }

    /** The real database, and a replica that is none. */
    private final class Busy implements Server {

        private final ServerRepository database = new ServerRepository(TestDatabase.sql());
        private boolean isKnownStrain;

        @Override
        public void limit(Duration longest) {
            database.limit(longest);
        }

        @Override
        public Strain strain() {
            var strain =
                    fifth() == 2 || fifth() == 3
                            ? new Strain(Duration.ofSeconds(30), 0)
                            : database.strain();
            isKnownStrain = strain.isHigh();
            return strain;
        }
    }
}
