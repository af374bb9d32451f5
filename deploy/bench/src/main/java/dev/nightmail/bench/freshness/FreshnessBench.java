package dev.nightmail.bench.freshness;

import dev.nightmail.bench.Api;
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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Freshness of many accounts while a few are being filled. */
public final class FreshnessBench implements Bench {

    private static final int ACCOUNTS = 2000;
    private static final int INTERVAL = 1;
    private static final int ARCHIVES = 3;
    private static final int ARCHIVE_MESSAGES = 100_000;
    private static final Duration ONE_WAY = Duration.ofMillis(25);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int WINDOW_SECONDS = 60;
    private static final int DELIVERED_A_SECOND = 5;

    /** A process of the service gets these places, and no more memory than in other benches. */
    private static final Map<String, String> PLACES =
            Map.of(
                    "NIGHTMAIL_JOBS_CONCURRENCY_SYNC", "32",
                    "NIGHTMAIL_JOBS_CONCURRENCY_BACKFILL", "8",
                    "NIGHTMAIL_SYNC_MAX_CONCURRENT", "128",
                    "NIGHTMAIL_SYNC_CONNECTIONS_PER_HOST", "64");

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public void run(Site site) {
        try (var line = SlowLine.to(Integer.parseInt(site.get("imap.port")), ONE_WAY);
                var database = Database.create(site, "bench_freshness").migrated()) {
            var setting = withPlaces(ServiceSetting.of(site, "sync-service", database));
            try (var service = ServiceRun.start(site, setting)) {
                service.awaitReady();
                var crowd = new Crowd(site, new Api(Crowd.JSON, setting.newKey()), line.port());
                measure(service, crowd, new Accounts(database));
            }
        }
    }

    private static void measure(ServiceRun service, Crowd crowd, Accounts accounts) {
        var users = crowd.small(ACCOUNTS);
        var archives =
                IntStream.range(0, ARCHIVES)
                        .mapToObj(n -> crowd.archive("archive-" + n, ARCHIVE_MESSAGES))
                        .toList();
        crowd.fill(users, INTERVAL, accounts.database());
        archives.forEach(name -> crowd.added(name, 15));
        Patience.until(
                "the archives are being filled", LOOK, () -> accounts.countMessages() > 20_000);
        var cycles = new Samples();
        var late = new Samples();
        var ages = List.of(new Samples(), new Samples(), new Samples());
        var filled = new Samples();
        for (int run = 0; run < Samples.RUNS; run++) {
            var before = accounts.totals();
            var worst = watch(crowd, users, accounts, run);
            var after = accounts.totals();
            cycles.add((after.syncs() - before.syncs()) / (double) WINDOW_SECONDS);
            late.add((double) worst.late());
            filled.add((after.messages() - before.messages()) / (double) WINDOW_SECONDS);
            ages.get(0).add(worst.p50());
            ages.get(1).add(worst.p99());
            ages.get(2).add(worst.oldest());
        }
        print(accounts, cycles, late, ages, filled);
        System.out.printf("%nsync-service: RSS at most %.0f MiB%n", service.memory("VmHWM"));
    }

    private static void print(
            Accounts accounts, Samples cycles, Samples late, List<Samples> ages, Samples filled) {
        System.out.printf(
                "%,d accounts once in %d min (as much as %,d once in 15 min), %d ms of network, %d"
                        + " archives of %,d being filled (%d still at the end); median of %d"
                        + " (least–greatest)%n",
                ACCOUNTS,
                INTERVAL,
                ACCOUNTS * 15 / INTERVAL,
                2 * ONE_WAY.toMillis(),
                ARCHIVES,
                ARCHIVE_MESSAGES,
                Crowd.countLacking(accounts.database()),
                Samples.RUNS);
        var table = new Table("what", "of it");
        table.add("syncs/s", cycles.text("%,.1f"));
        table.add("accounts older than two intervals, at worst", late.text("%,.0f"));
        table.add("freshness p50, s", ages.get(0).text("%,.1f"));
        table.add("freshness p99, s", ages.get(1).text("%,.1f"));
        table.add("freshness of the oldest, s", ages.get(2).text("%,.1f"));
        table.add("messages filled/s meanwhile", filled.text("%,.0f"));
        table.print();
    }

    /** The worst of what was seen in a window, in which some get mail. */
    private static Accounts.Ages watch(
            Crowd crowd, List<String> users, Accounts accounts, int run) {
        var worst = new Accounts.Ages(0, 0, 0, 0);
        for (int second = 0; second < WINDOW_SECONDS; second++) {
            for (int i = 0; i < DELIVERED_A_SECOND; i++) {
                int number = (run * WINDOW_SECONDS + second) * DELIVERED_A_SECOND + i;
                crowd.deliver(users.get(number * 7 % users.size()), number);
            }
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            worst = worst.or(accounts.ages(2 * 60 * INTERVAL));
        }
        return worst;
    }

    private static ServiceSetting withPlaces(ServiceSetting setting) {
        var environment = new HashMap<>(setting.environment());
        environment.putAll(PLACES);
        return new ServiceSetting(setting.service(), setting.jar(), environment);
    }
}
