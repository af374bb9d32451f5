package dev.nightmail.bench.queue;

import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;

/** How long a job waits from the call that enqueues it until it runs, the commit included. */
public final class LatencyBench implements Bench {

    private static final int CONCURRENCY = 8;

    /** How the jobs come. */
    private enum Load {
        IDLE("one every 50 ms", 20, 200),
        BUSY("1,000/s", 1000, 10_000);

        private final String title;
        private final int perSecond;
        private final int jobs;

        Load(String title, int perSecond, int jobs) {
            this.title = title;
            this.perSecond = perSecond;
            this.jobs = jobs;
        }

        Latency.Pace pace() {
            return new Latency.Pace(perSecond, jobs);
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
        for (var contender : Latency.Contenders.values()) {
            if (load == Load.BUSY && !contender.isQuick()) {
                continue;
            }
            var p50 = new Samples();
            var p99 = new Samples();
            for (int run = 0; run <= Samples.RUNS; run++) {
                var latency = Latency.measure(database, contender, CONCURRENCY, load.pace());
                if (run > 0) {
                    p50.add(latency.p50());
                    p99.add(latency.p99());
                }
            }
            table.add(contender.title(), load.title, p50.text("%.1f"), p99.text("%.1f"));
        }
    }
}
