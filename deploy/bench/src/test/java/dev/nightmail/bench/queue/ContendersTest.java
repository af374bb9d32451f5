package dev.nightmail.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.bench.Database;
import dev.nightmail.bench.Site;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.server.ServersFile;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared does what it is said to do: a bench that fails unseen measures nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContendersTest {

    private static final int JOBS = 40;
    private static final int THREADS = 4;

    private Database database;

    @BeforeAll
    void createDatabase() {
        var root = Path.of(System.getProperty("repository.root"));
        var layout = new Layout(root.resolve(".nightmail/test"));
        database = QueueDatabase.create(new Site(root, layout, new ServersFile(layout).read()));
    }

    @AfterAll
    void dropDatabase() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachJobOfAFullQueueRunsOnceAndIsOver(Entry entry) throws Exception {
        Queue<Integer> ran = new ConcurrentLinkedQueue<>();
        var left = new CountDownLatch(JOBS);

        try (var pools = Pools.counting(database);
                var connection = database.connect()) {
            var queue =
                    entry.at(
                            pools,
                            THREADS,
                            number -> {
                                ran.add(number);
                                left.countDown();
                            });
            queue.fill(JOBS);
            queue.start();
            assertThat(left.await(1, TimeUnit.MINUTES)).isTrue();
            Drain.awaitEmpty(connection, queue.backlog());
            queue.stop();
            assertThat(pools.statements()).isPositive();
        }

        assertThat(ran)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, JOBS).boxed().toList());
    }

    @ParameterizedTest
    @EnumSource
    void waitOfEachJobIsMeasured(Latency.Contenders contender) {
        var latency = Latency.measure(database, contender, THREADS, new Latency.Pace(JOBS, JOBS));

        assertThat(latency.p50()).isPositive();
        assertThat(latency.p99()).isGreaterThanOrEqualTo(latency.p50());
    }
}
