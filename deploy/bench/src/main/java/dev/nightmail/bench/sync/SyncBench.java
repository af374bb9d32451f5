package dev.nightmail.bench.sync;

import dev.nightmail.bench.Api;
import dev.nightmail.bench.Bench;
import dev.nightmail.bench.Crowd;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Samples;
import dev.nightmail.bench.ServiceRun;
import dev.nightmail.bench.ServiceSetting;
import dev.nightmail.bench.Site;
import dev.nightmail.bench.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** First syncs, small changes in a large mailbox, and polls: our service beside others. */
public final class SyncBench implements Bench {

    private static final int MESSAGES = 50_000;
    private static final int ARCHIVED = 100_000;
    private static final int ACCOUNTS = 1_000;
    private static final int ANSWERED = 100;

    /** A server whose changes have been right so often is believed by the service. */
    private static final int PROOFS = 6;

    private static final String NOT_MEASURED = "–";

    /** What was measured, by operation and contender. */
    private final Map<String, Map<Contender, Samples>> measured = new LinkedHashMap<>();

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public void run(Site site) {
        try (var database = Database.create(site, "bench_sync").migrated();
                var other = Database.create(site, "bench_imapflow")) {
            var setting = ServiceSetting.of(site, "sync-service", database);
            try (var service = ServiceRun.start(site, setting)) {
                service.awaitReady();
                var port = Integer.parseInt(site.get("imap.port"));
                var crowd = new Crowd(site, new Api(Crowd.JSON, setting.newKey()), port);
                var ours = new Nightmail(service, database, crowd);
                measure(
                        crowd,
                        contenders(site, ours, other),
                        Archive.filled(site, crowd, ARCHIVED));
            }
        }
    }

    private static List<Contender> contenders(Site site, Nightmail ours, Database database) {
        var all = new ArrayList<Contender>(List.of(ours));
        if (Mbsync.isInstalled()) {
            all.add(new Mbsync(site, true, new Peak()));
            all.add(new Mbsync(site, false, new Peak()));
        } else {
            System.out.println("no mbsync to compare with (Debian: apt-get install isync)");
        }
        if (ImapFlow.isInstalled()) {
            all.add(ImapFlow.of(site, database));
        } else {
            System.out.println("no imapflow to compare with (needs Node.js and npm)");
        }
        return all;
    }

    private void measure(Crowd crowd, List<Contender> all, Archive archive) {
        var sample = SampleMailbox.filled(crowd, MESSAGES);
        System.out.printf(
                "%,d messages to copy, %,.1f kB each on average; median of %d (least–greatest)%n",
                sample.messages(), sample.meanKilobytes(), Samples.RUNS);
        // The first run warms up the server and our JVM; the others' processes are new each time.
        all.getFirst().copy(sample.user(), sample.messages());
        times(
                all,
                "first sync, messages/s",
                who -> sample.messages() / who.copy(sample.user(), sample.messages()));
        var some = all.stream().filter(who -> !who.name().contains("FSync")).toList();
        double before = all.getFirst().memory();
        some.forEach(who -> who.copy(archive.user(), archive.messages()));
        System.out.printf(
                "nightmail: RSS at most %.0f MiB before a copy of %,d messages, %.0f after it%n",
                before, archive.messages(), all.getFirst().memory());
        some.forEach(who -> who.catchUp(archive.user()));
        changes(some, archive);
        var users = crowd.small(ACCOUNTS);
        some.forEach(who -> who.prepare(users));
        some.getFirst().poll(users);
        times(some, "no-change poll, accounts/s", who -> users.size() / who.poll(users));
        print(all);
    }

    private void changes(List<Contender> all, Archive archive) {
        for (int proof = 1; proof <= PROOFS; proof++) {
            archive.answer(ARCHIVED / 4 + proof, 1);
            all.forEach(who -> who.catchUp(archive.user()));
        }
        for (int run = 1; run <= Samples.RUNS; run++) {
            archive.expunge(ARCHIVED / 2 + run);
            once(all, "one expunged of 100,000, ms", who -> 1000 * who.catchUp(archive.user()));
        }
        for (int run = 1; run <= Samples.RUNS; run++) {
            archive.answer(1 + ANSWERED * run, ANSWERED);
            once(all, "100 answered of 100,000, ms", who -> 1000 * who.catchUp(archive.user()));
        }
        times(all, "nothing new in 100,000, ms", who -> 1000 * who.catchUp(archive.user()));
    }

    private void times(List<Contender> all, String what, ToDoubleFunction<Contender> measure) {
        for (int run = 0; run < Samples.RUNS; run++) {
            once(all, what, measure);
        }
    }

    private void once(List<Contender> all, String what, ToDoubleFunction<Contender> measure) {
        var samples = measured.computeIfAbsent(what, _ -> new LinkedHashMap<>());
        for (var who : all) {
            samples.computeIfAbsent(who, _ -> new Samples()).add(measure.applyAsDouble(who));
        }
    }

    private void print(List<Contender> all) {
        var heads = new ArrayList<>(List.of("operation"));
        all.forEach(who -> heads.add(who.name()));
        var table = new Table(heads.toArray(String[]::new));
        measured.forEach((what, samples) -> {
            var cells = new ArrayList<>(List.of(what));
            for (var who : all) {
                var sample = samples.get(who);
                cells.add(sample == null ? NOT_MEASURED : sample.text("%,.0f"));
            }
            table.add(cells.toArray(String[]::new));
        });
        var memory = new ArrayList<>(List.of("memory at most, MiB"));
        all.forEach(who -> memory.add("%,.0f".formatted(who.memory())));
        table.add(memory.toArray(String[]::new));
        table.print();
    }
}
