package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UidSetTest {

    @Test
    void neighboursAreOneRange() {
        assertThat(UidSet.of(3, 1, 2)).hasToString("1:3");
    }

    @Test
    void uidsWithAGapAreTwoRanges() {
        assertThat(UidSet.of(3, 1)).hasToString("1,3");
    }

    @Test
    void overlappingAndReversedRangesAreJoined() {
        assertThat(UidSet.parse("9:5,1:2,6:12,3")).hasToString("1:3,5:12");
    }

    @Test
    void emptyTextIsTheEmptySet() {
        assertThat(UidSet.parse("")).isEqualTo(UidSet.EMPTY).hasToString("");
    }

    @Test
    void largestUidBelongsToASetAndTheNextOneIsRefused() {
        assertThat(UidSet.of(UidSet.MAX_UID).contains(UidSet.MAX_UID)).isTrue();
        assertThatThrownBy(() -> UidSet.of(UidSet.MAX_UID + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void smallestUidBelongsToASetAndZeroIsRefused() {
        assertThat(UidSet.of(1).contains(1)).isTrue();
        assertThatThrownBy(() -> UidSet.of(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void starAndRubbishAreRefused() {
        for (var text : new String[] {"1:*", ",", "1,", "a", "1:2:3", "-4"}) {
            assertThatThrownBy(() -> UidSet.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void rangesHoldTheirEndsAndNotTheirNeighbours() {
        var set = UidSet.parse("5:7,9");

        assertThat(LongStream.range(4, 11).filter(set::contains)).containsExactly(5L, 6L, 7L, 9L);
        assertThat(set.size()).isEqualTo(4);
        assertThat(set.lowest()).isEqualTo(5);
        assertThat(set.highest()).isEqualTo(9);
    }

    @Test
    void emptySetHasNoLowestOrHighest() {
        assertThatThrownBy(UidSet.EMPTY::lowest).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(UidSet.EMPTY::highest).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void hugeRangesAreNotExpanded() {
        var all = UidSet.ALL;

        assertThat(all.size()).isEqualTo(UidSet.MAX_UID);
        assertThat(all.minus(UidSet.of(1, 100))).hasToString("2:99,101:4294967295");
        assertThat(all.intersect(UidSet.parse("7:9"))).hasToString("7:9");
        assertThat(all.union(all)).isEqualTo(all);
    }

    @Test
    void setOperationsAgreeWithSetsOfNumbers() {
        var random = new SplittableRandom(5);
        for (int round = 0; round < 500; round++) {
            var one = random.longs(random.nextInt(30), 1, 60).toArray();
            var other = random.longs(random.nextInt(30), 1, 60).toArray();
            var a = UidSet.of(one);
            var b = UidSet.of(other);
            for (long uid = 1; uid <= 61; uid++) {
                assertThat(a.union(b).contains(uid)).isEqualTo(a.contains(uid) || b.contains(uid));
                assertThat(a.minus(b).contains(uid)).isEqualTo(a.contains(uid) && !b.contains(uid));
                assertThat(a.intersect(b).contains(uid))
                        .isEqualTo(a.contains(uid) && b.contains(uid));
            }
            assertThat(a.toArray())
                    .containsExactly(LongStream.of(one).sorted().distinct().toArray());
            assertThat(UidSet.parse(a.toString())).isEqualTo(a);
            assertThat(UidSet.parseMultirange(a.toMultirange())).isEqualTo(a);
        }
    }

    @Test
    void pagesBeginWithTheNewestAndTheLastOneIsSmaller() {
        assertThat(UidSet.parse("1:4,7,9:10").pagesNewestFirst(3))
                .map(UidSet::toString)
                .containsExactly("7,9:10", "2:4", "1");
    }

    @Test
    void newestOfASetAreItsFirstPage() {
        var set = UidSet.parse("1:4,7,9:10");

        for (int count : new int[] {1, 2, 3, 6, 7, 8, 10_000}) {
            assertThat(set.newest(count)).isEqualTo(set.pagesNewestFirst(count).getFirst());
        }
        assertThat(UidSet.EMPTY.newest(3)).isEqualTo(UidSet.EMPTY);
    }

    @Test
    void setOfExactlyOnePageIsOnePage() {
        assertThat(UidSet.parse("1:500").pagesNewestFirst(500)).hasSize(1);
        assertThat(UidSet.parse("1:501").pagesNewestFirst(500)).hasSize(2);
        assertThat(UidSet.EMPTY.pagesNewestFirst(500)).isEmpty();
    }

    @Test
    void multirangeIsThatOfPostgresql() {
        assertThat(UidSet.parse("1:5,9").toMultirange()).isEqualTo("{[1,6),[9,10)}");
        assertThat(UidSet.EMPTY.toMultirange()).isEqualTo("{}");
        assertThat(UidSet.parseMultirange("{}")).isEqualTo(UidSet.EMPTY);
        assertThatThrownBy(() -> UidSet.parseMultirange("{(1,6]}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
