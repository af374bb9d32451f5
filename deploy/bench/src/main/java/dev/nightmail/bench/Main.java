package dev.nightmail.bench;

import dev.nightmail.bench.backlog.BacklogBench;
import dev.nightmail.bench.freshness.FreshnessBench;
import dev.nightmail.bench.ingest.IngestBench;
import dev.nightmail.bench.push.PushBench;
import dev.nightmail.bench.queue.LatencyBench;
import dev.nightmail.bench.queue.QueueBench;
import dev.nightmail.bench.queue.SnapshotBench;
import dev.nightmail.bench.request.RequestBench;
import dev.nightmail.bench.startup.StartupBench;
import dev.nightmail.bench.sync.SyncBench;
import dev.nightmail.local.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./nightmail bench [NAME…]}: runs the benches of these names, or all. */
public final class Main {

    private static final List<Bench> BENCHES =
            List.of(
                    new QueueBench(),
                    new LatencyBench(),
                    new SnapshotBench(),
                    new BacklogBench(),
                    new SyncBench(),
                    new FreshnessBench(),
                    new PushBench(),
                    new IngestBench(),
                    new RequestBench(),
                    new StartupBench());

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        // As in a service; without it each transaction is traced.
        Logger.getLogger("").setLevel(Level.INFO);
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> asked) {
        var known = BENCHES.stream().map(Bench::name).toList();
        if (!known.containsAll(asked)) {
            System.err.printf(
                    "nightmail: no such bench; there are: %s%n", String.join(", ", known));
            return 2;
        }
        try {
            var site = Site.open(Path.of("").toAbsolutePath());
            // Ctrl-C stops the servers, too.
            Runtime.getRuntime().addShutdownHook(new Thread(site::close));
            Database.wearIn(site);
            BENCHES.stream()
                    .filter(bench -> asked.isEmpty() || asked.contains(bench.name()))
                    .forEach(bench -> run(bench, site));
            return 0;
        } catch (Refusal e) {
            System.err.println("nightmail: " + e.line());
            return 1;
        }
    }

    private static void run(Bench bench, Site site) {
        System.out.printf("%n## %s%n%n", bench.name());
        bench.run(site);
    }
}
