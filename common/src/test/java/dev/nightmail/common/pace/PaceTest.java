package dev.nightmail.common.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.SetTime;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.common.testkit.TestPacing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J23")
class PaceTest {

    private static final Duration AIM = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final SetTime time = new SetTime();

    @Test
    void batchThatTakesLongHalvesTheNextOneAndOneThatDoesNotMakesItALittleLarger() {
        var pile = new Pile(TestPacing.timedBy(time, Bounds.USUAL), 3000);

        pile.clear(batch -> time.advance(AIM.plusMillis(batch == 2 ? 1 : 0)));

        assertThat(pile.sizes).startsWith(500, 625, 781, 390, 487);
    }

    @Test
    void sizeStaysWithinItsBounds() {
        var bounds = new Bounds(10, 50, 100, AIM, LONGEST);
        var slow = new Pile(TestPacing.timedBy(time, bounds), 120);
        slow.clear(batch -> time.advance(AIM.multipliedBy(2)));
        var fast = new Pile(TestPacing.timedBy(time, bounds), 600);
        fast.clear(batch -> {});

        assertThat(slow.sizes).startsWith(50, 25, 12, 10, 10);
        assertThat(fast.sizes).startsWith(50, 62, 77, 96, 100, 100);
        assertThat(Bounds.USUAL)
                .isEqualTo(new Bounds(100, 500, 10_000, AIM, Duration.ofMillis(900)));
    }

    @Test
    void batchThatWasNotFullMakesNoOtherLarger() {
        var pile = new Pile(TestPacing.timedBy(time, Bounds.USUAL), 100);

        pile.clear(batch -> {});

        assertThat(pile.sizes).containsExactly(500, 500);
    }

    @Test
    void nothingIsDeletedTwiceOrLeftOutWhereSizesChange() {
        var pile = new Pile(TestPacing.timedBy(time, Bounds.USUAL), 20_000);

        var ran = pile.clear(batch -> time.advance(AIM.multipliedBy(batch % 4 == 3 ? 2 : 0)));

        assertThat(ran.jobState()).contains("completed");
        assertThat(Set.copyOf(pile.sizes)).hasSizeGreaterThan(20);
        assertThat(pile.deleted)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20_000).boxed().toList());
    }

    @Test
    void runRestsForAsLongAsTheBatchTook() {
        var pile = new Pile(TestPacing.timedBy(time, Bounds.USUAL), 1500);
        var took = List.of(50L, 120L, 20_000L, 0L);

        pile.clear(batch -> time.advance(Duration.ofMillis(took.get(batch))));

        assertThat(time.waits).extracting(Duration::toMillis).containsExactly(50L, 120L, 10_000L);
    }

    @Test
    void whereOthersSufferTheRestIsFarLongerAndTheBatchIsNoLarger() {
        for (var strain :
                List.of(new Strain(Duration.ofSeconds(6), 0), new Strain(Duration.ZERO, 5))) {
            time.waits.clear();
            var pile = new Pile(new Pacing(time, under(strain), Bounds.USUAL), 1500);

            pile.clear(batch -> time.advance(Duration.ofMillis(batch == 0 ? 200 : 10)));

            assertThat(pile.sizes).containsExactly(500, 500, 500, 500);
            assertThat(time.waits)
                    .extracting(Duration::toMillis)
                    .containsExactly(1800L, 1000L, 1000L);
        }
    }

    @Test
    void littleLagAndAFewWhoWaitAreNoStrain() {
        var pile =
                new Pile(
                        new Pacing(time, under(new Strain(Duration.ofSeconds(5), 4)), Bounds.USUAL),
                        1000);

        pile.clear(batch -> time.advance(Duration.ofMillis(10)));

        assertThat(time.waits).extracting(Duration::toMillis).containsOnly(10L);
    }

    @Test
    void batchThatTakesFarTooLongIsRolledBackAndHalved() throws SQLException {
        var pile = new Pile(real(), 1000);
        try (var other = locking(pile, 600)) {
            var ran =
                    pile.clear(batch -> {
                        if (batch == 4) {
                            letGo(other);
                        }
                    });

            assertThat(ran.jobState()).contains("completed");
            assertThat(pile.sizes).startsWith(500, 625, 312, 156, 100);
            assertThat(pile.deleted)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 1000).boxed().toList());
        }
    }

    @Test
    void smallestBatchThatTakesFarTooLongFails() throws SQLException {
        var pile = new Pile(real(), 1000);
        try (var other = locking(pile, 600)) {
            var ran = pile.clear(batch -> {});

            assertThat(ran.outcome()).isEqualTo("failed");
            assertThat(ran.errorCode()).isEqualTo("SqlException");
            assertThat(pile.sizes).containsExactly(500, 625, 312, 156, 100);
            assertThat(pile.deleted).hasSize(500);
            other.rollback();
        }
    }

    private Pacing real() {
        var bounds = new Bounds(100, 500, 10_000, AIM, LONGEST);
        return new Pacing(time, new ServerRepository(TestDatabase.sql()), bounds);
    }

    private static Server under(Strain strain) {
        return new Server() {

            @Override
            public void limit(Duration longest) {}

            @Override
            public Strain strain() {
                return strain;
            }
        };
    }

    /** Holds a row of the pile until it is let go. */
    private static Connection locking(Pile pile, int row) throws SQLException {
        var connection = DriverManager.getConnection(TestDatabase.url(), "postgres", "none");
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "SELECT FROM test.pile WHERE id = '%s' AND n = %d FOR UPDATE"
                            .formatted(pile.id, row));
        }
        return connection;
    }

    private static void letGo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
