package dev.nightmail.local.faults;

import dev.nightmail.local.process.Await;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What goes wrong while it is on: processes, connections and the database, by chance. */
final class Trouble {

    /** Longer than a lease, which is of ten seconds. */
    private static final Duration STANDSTILL = Duration.ofSeconds(13);

    private static final int LONGEST_PEACE_MS = 1_500;

    private final Replicas replicas;
    private final Proxy proxy;
    private final Database database;
    private final Random random;
    private final Map<String, Long> done = new ConcurrentHashMap<>();
    private volatile boolean isOn;
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    Trouble(Replicas replicas, Proxy proxy, Database database, Random random) {
        this.replicas = replicas;
        this.proxy = proxy;
        this.database = database;
        this.random = random;
    }

    Map<String, Long> done() {
        var all = new TreeMap<String, Long>(done);
        for (var fate : Proxy.Fate.values()) {
            all.put("connections " + fate.name().toLowerCase(Locale.ROOT), proxy.count(fate));
        }
        all.remove("connections whole");
        return all;
    }

    /** From now on, with or without faults of whole processes. */
    void begin(boolean alsoProcesses) {
        isOn = true;
        proxy.trouble(true);
        thread = Thread.ofVirtual().start(() -> run(alsoProcesses));
    }

    /** No more, whatever the state. */
    void stop() throws InterruptedException {
        isOn = false;
        thread.join();
    }

    /** No more; all that was killed or stands still goes on. */
    void end() throws InterruptedException {
        stop();
        proxy.trouble(false);
        replicas.launch();
        replicas.awaitReady();
    }

    private void run(boolean alsoProcesses) {
        boolean isStruck = !alsoProcesses;
        while (isOn) {
            rest(Duration.ofMillis(100 + random.nextInt(LONGEST_PEACE_MS)));
            if (!isStruck && isOn && random.nextInt(4) == 0) {
                isStruck = true;
                strike(random.nextInt(replicas.count()));
            } else {
                cutDatabase();
            }
        }
    }

    private void strike(int which) {
        if (random.nextInt(5) == 0) {
            count("processes paused");
            replicas.pause(which);
            rest(STANDSTILL);
            replicas.resume(which);
        } else {
            count("processes killed");
            replicas.kill(which);
            replicas.launch();
        }
    }

    /** Each connection of the services with this chance. */
    private void cutDatabase() {
        int percent = random.nextInt(3) == 0 ? 100 : random.nextInt(40);
        long cut =
                database.number(
                        """
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where usename = 'nightmail_app' and random() * 100 < ?
                        """,
                        percent);
        done.merge("database connections cut", cut, Long::sum);
    }

    private void count(String what) {
        done.merge(what, 1L, Long::sum);
    }

    private void rest(Duration time) {
        Await.until(time, () -> !isOn);
    }
}
