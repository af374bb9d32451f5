package dev.nightmail.bench.request;

import dev.nightmail.bench.Arrivals;
import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.ServiceRun;
import dev.nightmail.bench.ServiceSetting;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;

/** How long {@code POST /api/emails} takes at a steady pace, while what came before is sent. */
public final class RequestBench implements Bench {

    private static final int PER_SECOND = 200;
    private static final int MEASURED_SECONDS = 10;

    /** A JVM that has just begun compiles; with two cores it takes so long. */
    private static final int WARM_UP_SECONDS = 40;

    @Override
    public String name() {
        return "request";
    }

    @Override
    public void run(Site site) {
        System.out.printf(
                "POST /api/emails, %d requests a second; milliseconds, median of %d (least–greatest)%n",
                PER_SECOND, Samples.RUNS);
        try (var database = Database.create(site, "bench_request").migrated()) {
            var sender = Sender.added(site, database);
            var setting = ServiceSetting.of(site, "mail-service", database);
            try (var service = ServiceRun.start(site, setting)) {
                service.awaitReady();
                var table = new Table("request", "p50", "p95", "p99");
                setting.output("queue", "pause", "mail", "--reason", "bench");
                measure(table, "stored and queued", sender, sender::forget);
                setting.output("queue", "resume", "mail");
                measure(table, "the same while the mail goes out", sender, sender::awaitSent);
                table.print();
                System.out.printf(
                        "%nmail-service: RSS at most %.0f MiB%n", service.memory("VmHWM"));
            }
        }
    }

    private static void measure(Table table, String what, Sender sender, Runnable after) {
        var p50 = new Samples();
        var p95 = new Samples();
        var p99 = new Samples();
        for (int run = 0; run <= Samples.RUNS; run++) {
            int seconds = run == 0 ? WARM_UP_SECONDS : MEASURED_SECONDS;
            var waits = sender.send(PER_SECOND, PER_SECOND * seconds);
            after.run();
            if (run > 0) {
                p50.add(Arrivals.millis(waits, 0.5));
                p95.add(Arrivals.millis(waits, 0.95));
                p99.add(Arrivals.millis(waits, 0.99));
            }
        }
        table.add(what, p50.text("%.1f"), p95.text("%.1f"), p99.text("%.1f"));
    }
}
