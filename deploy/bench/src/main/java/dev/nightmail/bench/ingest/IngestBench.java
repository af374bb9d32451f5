package dev.nightmail.bench.ingest;

import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.ServiceRun;
import dev.nightmail.bench.ServiceSetting;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;

/** Users a second into their rows: new, changed, and told once more. */
public final class IngestBench implements Bench {

    private static final int CALLERS = 4;

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void run(Site site) {
        System.out.printf(
                "%,d users of one tenant, by API in batches of %,d; median of %d (least–greatest)%n",
                Product.USERS, Product.BATCH, Samples.RUNS);
        try (var database = Database.create(site, "bench_ingest").migrated()) {
            var setting = ServiceSetting.of(site, "maintenance-service", database);
            try (var service = ServiceRun.start(site, setting)) {
                service.awaitReady();
                var product = Product.of(site, setting, database);
                var table = new Table("way", "new/s", "changed/s", "unchanged/s");
                measure(table, "API, 1 caller", product, version -> product.byApi(1, version));
                measure(
                        table,
                        "API, %d callers".formatted(CALLERS),
                        product,
                        version -> product.byApi(CALLERS, version));
                measure(table, "topic", product, product::byTopic);
                table.print();
                System.out.printf(
                        "%nmaintenance-service: RSS at most %.0f MiB%n", service.memory("VmHWM"));
            }
        }
    }

    private interface Telling {
        /** Items a second, all in this version. */
        double tell(int version);
    }

    /** A repeat by topic cannot be seen in the rows, so it is measured by API only. */
    private static void measure(Table table, String way, Product product, Telling telling) {
        var fresh = new Samples();
        var changed = new Samples();
        var same = new Samples();
        boolean isTopic = way.equals("topic");
        for (int run = 0; run <= Samples.RUNS; run++) {
            product.forget();
            double one = telling.tell(1);
            double two = telling.tell(2);
            double again = isTopic ? 0 : telling.tell(2);
            if (run > 0) {
                fresh.add(one);
                changed.add(two);
                same.add(again);
            }
        }
        table.add(
                way, fresh.text("%,.0f"), changed.text("%,.0f"), isTopic ? "" : same.text("%,.0f"));
    }
}
