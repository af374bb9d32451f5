package dev.nightmail.local.faults;

import dev.nightmail.local.process.Await;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** What goes wrong while it is on: processes, connections and the database, by chance. */
final class Trouble {

    /** Longer than a lease, which is of ten seconds. */
    private static final Duration STANDSTILL = Duration.ofSeconds(13);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final int LONGEST_PEACE_MS = 1_500;
    private static final String KILLED = "processes killed";
    private static final String PAUSED = "processes paused";
    private static final String CUT = "database connections cut";
    private static final String CONNECTIONS = "connections that end badly";

    /** What happens to a whole process. */
    enum Strike {
        KILL,
        STANDSTILL
    }

    private final Replicas replicas;
    private final Proxy proxy;
    private final Database database;
    private final Random random;
    private final Map<String, Long> done = new ConcurrentHashMap<>();
    private volatile boolean isOn;
    private volatile boolean hasStruck;
    private FutureTask<Boolean> work = new FutureTask<>(() -> true);
    private Thread thread = Thread.ofVirtual().unstarted(work);

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

    /** Which kinds have not happened so far. */
    List<String> missed() {
        var all = done();
        all.put(
                CONNECTIONS,
                Stream.of(Proxy.Fate.values())
                        .filter(fate -> fate != Proxy.Fate.WHOLE)
                        .mapToLong(proxy::count)
                        .sum());
        return Stream.of(KILLED, PAUSED, CUT, CONNECTIONS)
                .filter(what -> all.getOrDefault(what, 0L) == 0)
                .toList();
    }

    /** From now on, until it is ended and processes have been struck in these ways. */
    void begin(List<Strike> strikes) {
        isOn = true;
        hasStruck = strikes.isEmpty();
        proxy.trouble(true);
        work = new FutureTask<>(() -> run(new ArrayDeque<>(strikes)));
        thread = Thread.ofVirtual().start(work);
    }

    /** Whether all processes have been struck that are to be. */
    boolean hasStruck() {
        return hasStruck || work.isDone();
    }

    /** No more, whatever the state. */
    void stop() throws InterruptedException {
        isOn = false;
        thread.join();
    }

    /**
     * No more; all that was killed or stands still goes on.
     *
     * @throws IllegalStateException when it ended by itself
     */
    void end() throws InterruptedException {
        stop();
        proxy.trouble(false);
        replicas.launch();
        replicas.awaitReady();
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the trouble ended by itself", e.getCause());
        }
    }

    private boolean run(Deque<Strike> strikes) {
        int which = random.nextInt(replicas.count());
        while (isOn || !strikes.isEmpty()) {
            rest(Duration.ofMillis(100 + random.nextInt(LONGEST_PEACE_MS)));
            if (!strikes.isEmpty() && (!isOn || random.nextInt(4) == 0)) {
                strike(strikes.remove(), which++ % replicas.count());
                hasStruck = strikes.isEmpty();
            } else {
                cutDatabase();
            }
        }
        return true;
    }

    /** While a sync runs, if one does soon: in that process or in the other one. */
    private void strike(Strike strike, int which) {
        Await.until(LONGEST_WAIT, Duration.ofMillis(5), this::isSyncing);
        switch (strike) {
            case KILL -> {
                count(KILLED, replicas.kill(which) ? 1 : 0);
                replicas.launch();
            }
            case STANDSTILL -> {
                count(PAUSED, replicas.pause(which) ? 1 : 0);
                Await.until(STANDSTILL, () -> false);
                replicas.resume(which);
            }
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
        count(CUT, cut);
    }

    private boolean isSyncing() {
        return database.number(
                        "select count(*) from jobs.job where unique_key like 'sync:%' and state ="
                                + " 'running'")
                > 0;
    }

    private void count(String what, long times) {
        done.merge(what, times, Long::sum);
    }

    private void rest(Duration time) {
        Await.until(time, () -> !isOn);
    }
}
