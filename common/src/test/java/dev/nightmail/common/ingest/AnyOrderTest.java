package dev.nightmail.common.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.ingest.Reading.Item;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Versions of things in a random order, in random batches by several callers at once, repeated and
 * cut: {@code -Dingest.seed=N} gives the same batches again.
 */
@Tag("P5")
class AnyOrderTest {

    private static final int THINGS = 40;
    private static final int VERSIONS = 6;
    private static final int CALLERS = 4;
    private static final int LARGEST_BATCH = 30;
    private static final int CUT_ONE_OF = 8;

    private final Stock stock = new Stock();

    @Test
    void whateverTheOrderTheHighestVersionOfEachIsLeft() throws Exception {
        long seed = Long.getLong("ingest.seed", System.nanoTime());
        System.out.println("AnyOrderTest: -Dingest.seed=" + seed);
        var random = new Random(seed);
        var told = new ArrayList<Item>();
        var last = new ArrayList<String>();
        for (int thing = 10; thing < 10 + THINGS; thing++) {
            for (int version = 1; version <= VERSIONS; version++) {
                boolean isDeleted = random.nextInt(4) == 0;
                var id = "thing-" + thing;
                told.add(
                        isDeleted
                                ? Stock.tombstone(id, version)
                                : Stock.plan(id, version, "v" + version));
                if (version == VERSIONS) {
                    last.add(id + " " + version + (isDeleted ? "" : " v" + version));
                }
            }
        }
        told.addAll(List.copyOf(told));
        Collections.shuffle(told, random);

        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (var done : callers.invokeAll(batches(told, random))) {
                assertThat(done.get()).doesNotContain(ItemOutcome.CONFLICT);
            }
        }

        assertThat(stock.rows()).isEqualTo(last);
    }

    private List<Callable<List<ItemOutcome>>> batches(List<Item> told, Random random) {
        var batches = new ArrayList<Callable<List<ItemOutcome>>>();
        for (int from = 0; from < told.size(); ) {
            int to = Math.min(told.size(), from + 1 + random.nextInt(LARGEST_BATCH));
            var batch = List.copyOf(told.subList(from, to));
            boolean isCut = random.nextInt(CUT_ONE_OF) == 0;
            batches.add(() -> isCut ? cutAndRepeated(batch) : stock.upsert(batch));
            from = to;
        }
        return batches;
    }

    /** Its process dies between the writing and the commit. */
    private List<ItemOutcome> cutAndRepeated(List<Item> batch) {
        assertThatThrownBy(() ->
                        stock.sql.transact(
                                Access.worker(stock.tenant),
                                () -> {
                                    stock.items.upsert(stock.tenant, stock.plans, batch);
                                    TestDatabase.cutThisConnection();
                                }))
                .isInstanceOf(SqlException.class);
        return stock.upsert(batch);
    }
}
