package dev.nightmail.common.ingest;

import static dev.nightmail.common.ingest.ItemOutcome.CONFLICT;
import static dev.nightmail.common.ingest.ItemOutcome.CREATED;
import static dev.nightmail.common.ingest.ItemOutcome.DELETED;
import static dev.nightmail.common.ingest.ItemOutcome.STALE;
import static dev.nightmail.common.ingest.ItemOutcome.UNCHANGED;
import static dev.nightmail.common.ingest.ItemOutcome.UPDATED;
import static dev.nightmail.common.ingest.Stock.plan;
import static dev.nightmail.common.ingest.Stock.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.SqlException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P5")
class IngestRepositoryTest {

    private final Stock stock = new Stock();

    @Test
    void onlyAHigherVersionChangesARow() {
        assertThat(stock.upsert(plan("a", 5, "five"))).containsExactly(CREATED);
        assertThat(stock.upsert(plan("a", 5, "five"))).containsExactly(UNCHANGED);
        assertThat(stock.upsert(plan("a", 4, "four"))).containsExactly(STALE);
        assertThat(stock.upsert(plan("a", 5, "other"))).containsExactly(CONFLICT);
        assertThat(stock.rows()).containsExactly("a 5 five");

        assertThat(stock.upsert(plan("a", 6, "six"))).containsExactly(UPDATED);
        assertThat(stock.rows()).containsExactly("a 6 six");
    }

    @Test
    void tombstoneKeepsItsVersionAndNothingElse() {
        stock.upsert(plan("a", 1, "one"));

        assertThat(stock.upsert(tombstone("a", 3))).containsExactly(DELETED);
        assertThat(stock.upsert(tombstone("a", 3))).containsExactly(UNCHANGED);
        assertThat(stock.upsert(plan("a", 2, "late"))).containsExactly(STALE);
        assertThat(stock.upsert(plan("a", 3, "three"))).containsExactly(CONFLICT);

        var kept = stock.find("a").orElseThrow();
        assertThat(kept.deleted()).isTrue();
        assertThat(kept.version()).isEqualTo(3);
        assertThat(kept.fields()).isEmpty();
        assertThat(stock.upsert(plan("a", 4, "back"))).containsExactly(CREATED);
    }

    @Test
    void tombstoneOfWhatWasNeverSeenHoldsBackWhatComesLate() {
        assertThat(stock.upsert(tombstone("a", 2))).containsExactly(DELETED);
        assertThat(stock.upsert(plan("a", 1, "late"))).containsExactly(STALE);
        assertThat(stock.rows()).containsExactly("a 2");
    }

    @Test
    void ofOneIdInABatchTheHighestVersionCounts() {
        var outcomes =
                stock.upsert(
                        plan("a", 2, "two"),
                        plan("a", 3, "three"),
                        plan("b", 1, "one"),
                        plan("a", 3, "three"),
                        plan("a", 3, "other"),
                        plan("a", 1, "one"));

        assertThat(outcomes).containsExactly(STALE, CREATED, CREATED, UNCHANGED, CONFLICT, STALE);
        assertThat(stock.rows()).containsExactly("a 3 three", "b 1 one");
    }

    @Test
    @Tag("P2")
    void sameIdOfAnotherTenantIsAnotherThing() {
        var other = new Stock();
        stock.upsert(plan("a", 9, "ours"));

        assertThat(other.upsert(plan("a", 1, "theirs"))).containsExactly(CREATED);

        assertThat(stock.rows()).containsExactly("a 9 ours");
        assertThat(other.rows()).containsExactly("a 1 theirs");
        assertThatThrownBy(() ->
                        stock.sql.transaction(
                                Access.request(UUID.randomUUID()),
                                () ->
                                        stock.items.upsert(
                                                stock.tenant,
                                                stock.plans,
                                                List.of(plan("a", 10, "stolen")))))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("42501");
    }

    @Test
    void rowShowsWhatWasToldInTheWordsOfTheApi() {
        stock.upsert(plan("a", 1, "one"));

        var kept = stock.find("a").orElseThrow();

        assertThat(kept.fields())
                .hasToString(
                        """
                        {"name":"one","zone":"Europe/Berlin","cycleStart":"2026-01-01",\
                        "cycleLength":"P1M","allowanceBytes":1000}\
                        """);
        assertThat(new Stock().find("a")).isEmpty();
    }
}
