package dev.nightmail.bench.queue;

import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Jobs a second through our engine and through db-scheduler. */
public final class QueueBench implements Bench {

    private static final List<Integer> CONCURRENCY = List.of(8, 64);

    /** What was measured of one entry at one concurrency. */
    private record Result(double statements, Samples perSecond, Samples walBytes) {

        Result(double statements) {
            this(statements, new Samples(), new Samples());
        }

        void add(Drain drain) {
            perSecond.add(drain.perSecond());
            walBytes.add(drain.walBytes());
        }
    }

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public void run(Site site) {
        System.out.printf("median of %d (least–greatest)%n", Samples.RUNS);
        try (var database = QueueDatabase.create(site)) {
            var table =
                    new Table(
                            "queue",
                            "concurrency",
                            "jobs",
                            "jobs/s",
                            "statements/job",
                            "WAL bytes/job");
            for (int concurrency : CONCURRENCY) {
                measure(database, concurrency)
                        .forEach((entry, result) ->
                                table.add(
                                        entry.title(),
                                        "" + concurrency,
                                        "%,d".formatted(entry.jobs()),
                                        result.perSecond().text("%,.0f"),
                                        "%,.2f".formatted(result.statements()),
                                        "%,.0f".formatted(result.walBytes().median())));
            }
            table.print();
        }
    }

    private static Map<Entry, Result> measure(Database database, int concurrency) {
        var results = new EnumMap<Entry, Result>(Entry.class);
        for (var entry : Entry.values()) {
            var warmUp = Drain.measure(Pools.counting(database), entry, concurrency);
            results.put(entry, new Result(warmUp.statements()));
        }
        for (int run = 0; run < Samples.RUNS; run++) {
            results.forEach((entry, result) ->
                    result.add(Drain.measure(Pools.of(database), entry, concurrency)));
        }
        return results;
    }
}
