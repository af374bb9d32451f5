package dev.nightmail.bench.sync;

import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.ServiceRun;
import dev.nightmail.bench.ServiceSetting;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;

/** Messages a second into our store, and into a Maildir by mbsync. */
public final class SyncBench implements Bench {

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public void run(Site site) {
        var mailbox = SampleMailbox.filled(site);
        var mbsync = new Mbsync(site);
        System.out.printf(
                "%,d messages to copy, %,.1f kB each on average; median of %d (least–greatest)%n",
                mailbox.messages(), mailbox.meanKilobytes(), Samples.RUNS);
        try (var database = Database.create(site, "bench_sync").migrated()) {
            var setting = ServiceSetting.of(site, "sync-service", database);
            try (var service = ServiceRun.start(site, setting)) {
                service.awaitReady();
                double idle = service.memory("VmRSS");
                var sync = SyncedAccount.of(site, setting, mailbox, database);
                var table = new Table("who", "messages/s");
                measure(sync, mbsync, mailbox, table);
                table.print();
                System.out.printf(
                        "%nsync-service: RSS %.0f MiB when ready, at most %.0f MiB%n",
                        idle, service.memory("VmHWM"));
            }
        }
    }

    private static void measure(
            SyncedAccount sync, Mbsync mbsync, SampleMailbox mailbox, Table table) {
        var ours = new Samples();
        var durable = new Samples();
        var hasty = new Samples();
        boolean hasPeer = mbsync.isInstalled();
        for (int run = 0; run <= Samples.RUNS; run++) {
            double perSecond = sync.measure();
            double peer = hasPeer ? mailbox.messages() / mbsync.pull(true) : 0;
            double hastyPeer = hasPeer ? mailbox.messages() / mbsync.pull(false) : 0;
            if (run > 0) {
                ours.add(perSecond);
                durable.add(peer);
                hasty.add(hastyPeer);
            }
        }
        table.add("nightmail, headers and structure into PostgreSQL", ours.text("%,.0f"));
        if (hasPeer) {
            table.add("mbsync, whole messages into a Maildir", durable.text("%,.0f"));
            table.add("mbsync with FSync no", hasty.text("%,.0f"));
        } else {
            System.out.println("no mbsync to compare with (Debian: apt-get install isync)");
        }
    }
}
