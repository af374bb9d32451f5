package dev.nightmail.bench.backlog;

import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Whether a backlog slows down those who are not in it. */
public final class BacklogBench implements Bench {

    private static final String JOBS = "%,.0f";
    private static final String MILLIS = "%.1f";
    private static final List<Backlog> BYSTANDERS =
            List.of(Backlog.ONE_KEY, Backlog.RETRIES, Backlog.HISTORY);

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public void run(Site site) {
        System.out.printf("median of %d (least–greatest)%n", Samples.RUNS);
        try (var database = Database.create(site, "bench_backlog").migrated()) {
            var table = new Table("backlog", "measured", "without it", "with it", "with/without");
            Throughput.ofOthers(database, Backlog.NONE);
            waits(database, table);
            BYSTANDERS.forEach(backlog -> pace(database, backlog, table));
            itself(Backlog.ONE_KEY, backlog -> Throughput.of(database, backlog), table);
            itself(Backlog.SURGE, backlog -> Throughput.ofSurge(database, backlog), table);
            table.print();
        }
    }

    private static void waits(Database database, Table table) {
        var p50 = new Pair();
        var p95 = new Pair();
        for (int run = 0; run < Samples.RUNS; run++) {
            var without = Waits.beside(database, Backlog.NONE);
            var with = Waits.beside(database, Backlog.BIG_TENANT);
            p50.add(without.p50(), with.p50());
            p95.add(without.p95(), with.p95());
        }
        p50.row(table, Backlog.BIG_TENANT, "p50 wait of nine others, ms", MILLIS);
        p95.row(table, Backlog.BIG_TENANT, "p95 wait of nine others, ms", MILLIS);
    }

    private static void pace(Database database, Backlog backlog, Table table) {
        var pair = new Pair();
        for (int run = 0; run < Samples.RUNS; run++) {
            double without = Throughput.ofOthers(database, Backlog.NONE);
            pair.add(without, Throughput.ofOthers(database, backlog));
        }
        pair.row(table, backlog, "jobs/s of %,d others".formatted(Throughput.OTHERS), JOBS);
    }

    /** What passes of a backlog itself. */
    private static void itself(Backlog backlog, ToDoubleFunction<Backlog> pace, Table table) {
        var itself = new Samples();
        for (int run = 0; run < Samples.RUNS; run++) {
            itself.add(pace.applyAsDouble(backlog));
        }
        table.add(backlog.title(), "jobs/s of them", "–", itself.text(JOBS), "–");
    }

    /** The same, with and without a backlog. */
    private record Pair(Samples without, Samples with) {

        Pair() {
            this(new Samples(), new Samples());
        }

        void add(double without, double with) {
            this.without.add(without);
            this.with.add(with);
        }

        void row(Table table, Backlog backlog, String measured, String format) {
            table.add(
                    backlog.title(),
                    measured,
                    without.text(format),
                    with.text(format),
                    "%.2f".formatted(with.median() / without.median()));
        }
    }
}
