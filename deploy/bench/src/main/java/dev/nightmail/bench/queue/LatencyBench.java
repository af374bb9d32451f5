package dev.nightmail.bench.queue;

import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Set;

/** How long a job waits from the call that enqueues it until it runs, the commit included. */
public final class LatencyBench implements Bench {

    private static final int CONCURRENCY = 8;
    private static final int WARM_UPS = 2;

    /** How the jobs come. */
    private enum Load {
        IDLE("one every 50 ms", 20, 400),
        BUSY("1,000/s", 1000, 10_000);

        private final String title;
        private final int perSecond;
        private final int jobs;

        Load(String title, int perSecond, int jobs) {
            this.title = title;
            this.perSecond = perSecond;
            this.jobs = jobs;
        }

        Set<Latency.Contenders> contenders() {
            var all = EnumSet.allOf(Latency.Contenders.class);
            all.removeIf(contender -> this == BUSY && !contender.isQuick());
            return all;
        }

        Latency.Pace pace() {
            return new Latency.Pace(perSecond, jobs);
        }
    }

    private record Result(Samples p50, Samples p99) {

        void add(Latency latency) {
            p50.add(latency.p50());
            p99.add(latency.p99());
        }
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void run(Site site) {
        System.out.printf("milliseconds, median of %d (least–greatest)%n", Samples.RUNS);
        try (var database = QueueDatabase.create(site)) {
            var table = new Table("queue", "jobs come", "p50", "p99");
            for (var load : Load.values()) {
                measure(database, load, table);
            }
            table.print();
        }
    }

    private static void measure(Database database, Load load, Table table) {
        var results = new EnumMap<Latency.Contenders, Result>(Latency.Contenders.class);
        for (var contender : load.contenders()) {
            results.put(contender, new Result(new Samples(), new Samples()));
        }
        for (int run = -WARM_UPS; run < Samples.RUNS; run++) {
            boolean isWarm = run >= 0;
            results.forEach((contender, result) -> {
                var latency = Latency.measure(database, contender, CONCURRENCY, load.pace());
                if (isWarm) {
                    result.add(latency);
                }
            });
        }
        results.forEach((contender, result) ->
                table.add(
                        contender.title(),
                        load.title,
                        result.p50().text("%.1f"),
                        result.p99().text("%.1f")));
    }
}
