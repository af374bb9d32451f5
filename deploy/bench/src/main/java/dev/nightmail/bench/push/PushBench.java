package dev.nightmail.bench.push;

import dev.nightmail.bench.Api;
import dev.nightmail.bench.Arrivals;
import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Crowd;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Patience;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.ServiceRun;
import dev.nightmail.bench.ServiceSetting;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From a message's arrival at the server until it is stored. */
public final class PushBench implements Bench {

    private static final int ACCOUNTS = 2000;
    private static final int ONCE_A_DAY = 1440;
    private static final int DELIVERED = 120;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(100);

    @Override
    public String name() {
        return "push";
    }

    @Override
    public void run(Site site) {
        try (var database = Database.create(site, "bench_push").migrated()) {
            var setting = ServiceSetting.of(site, "sync-service", database);
            try (var service = ServiceRun.start(site, setting)) {
                service.awaitReady();
                var port = Integer.parseInt(site.get("imap.port"));
                var crowd = new Crowd(site, new Api(Crowd.JSON, setting.newKey()), port);
                measure(service, crowd, database);
            }
        }
    }

    private static void measure(ServiceRun service, Crowd crowd, Database database) {
        var inboxes = new Inboxes(database);
        var users = crowd.small(ACCOUNTS);
        crowd.fill(users, ONCE_A_DAY, database);
        database.execute("UPDATE sync.account SET idle = true");
        Patience.until("all are listened to", LOOK, () -> inboxes.countHeld() == ACCOUNTS);
        var waits = List.of(new Samples(), new Samples(), new Samples());
        for (int run = 0; run <= Samples.RUNS; run++) {
            var sorted = deliver(crowd, users, inboxes, run);
            if (run > 0) {
                waits.get(0).add(Arrivals.millis(sorted, 0.5) / 1e3);
                waits.get(1).add(Arrivals.millis(sorted, 0.95) / 1e3);
                waits.get(2).add(Arrivals.millis(sorted, 0.999) / 1e3);
            }
        }
        System.out.printf(
                "%,d connections that wait, %.0f messages a second; median of %d (least–greatest)%n",
                ACCOUNTS, 1 / (BETWEEN.toMillis() / 1e3), Samples.RUNS);
        var table = new Table("from arrival until it is stored", "s");
        table.add("p50", waits.get(0).text("%.2f"));
        table.add("p95", waits.get(1).text("%.2f"));
        table.add("longest", waits.get(2).text("%.2f"));
        table.print();
        System.out.printf("%nsync-service: RSS at most %.0f MiB%n", service.memory("VmHWM"));
    }

    /** In nanoseconds, sorted: how long each took. */
    private static long[] deliver(Crowd crowd, List<String> users, Inboxes inboxes, int run) {
        var before = inboxes.stored();
        Map<String, Long> sent = new HashMap<>();
        Map<String, Long> waited = new HashMap<>();
        long first = System.nanoTime();
        Patience.until(
                "all is stored",
                LOOK,
                () -> {
                    long due = (System.nanoTime() - first) / BETWEEN.toNanos();
                    while (sent.size() <= Math.min(due, DELIVERED - 1)) {
                        int number = run * DELIVERED + sent.size();
                        var user = users.get(number * 7 % users.size());
                        crowd.deliver(user, number);
                        sent.put(Crowd.address(user), System.nanoTime());
                    }
                    var now = inboxes.stored();
                    sent.forEach((address, at) -> {
                        if (now.getOrDefault(address, 0L) > before.getOrDefault(address, 0L)) {
                            waited.putIfAbsent(address, System.nanoTime() - at);
                        }
                    });
                    return waited.size() == DELIVERED;
                });
        return waited.values().stream().mapToLong(Long::longValue).sorted().toArray();
    }
}
