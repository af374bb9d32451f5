package dev.nightmail.bench.startup;

import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.ServiceRun;
import dev.nightmail.bench.ServiceSetting;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Each service alone, from the start of its process on a migrated database. */
public final class StartupBench implements Bench {

    private static final Duration CALM = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public void run(Site site) {
        System.out.printf("-Xmx256m, median of %d (least–greatest)%n", Samples.RUNS);
        try (var database = Database.create(site, "bench_startup").migrated()) {
            var table = new Table("service", "ready after s", "RSS MiB 5 s later");
            for (var service : Site.SERVICES) {
                var setting = ServiceSetting.of(site, service, database);
                if (setting.isBuilt()) {
                    measure(site, setting, table);
                } else {
                    table.add(service, "not built", "");
                }
            }
            table.print();
        }
    }

    private static void measure(Site site, ServiceSetting setting, Table table) {
        var seconds = new Samples();
        var memory = new Samples();
        for (int run = 0; run <= Samples.RUNS; run++) {
            try (var service = ServiceRun.start(site, setting)) {
                double ready = service.awaitReady();
                LockSupport.parkNanos(CALM.toNanos());
                if (run > 0) {
                    seconds.add(ready);
                    memory.add(service.memory("VmRSS"));
                }
            }
        }
        table.add(setting.service(), seconds.text("%.1f"), memory.text("%.0f"));
    }
}
