package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One of two processes of sync-service, known to the database by an identity of its own. */
final class SyncReplica {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final SystemUnderTest system;
    private final Replica process;
    private String identity = "";

    /**
     * @param number 1 is the one that the other tests know
     */
    SyncReplica(SystemUnderTest system, int number) {
        this.system = system;
        process = Replica.of(system, system.stack().sync(), number);
    }

    /** Starts it unless it runs; while it does, no other one may start or lose its lease. */
    void start() {
        if (process.isRunning()) {
            return;
        }
        Set<String> before = identities();
        process.launch(Map.of());
        process.awaitReady();
        awaitIdentityBeyond(before);
    }

    /** Waits until it has an identity that is none of these. */
    private void awaitIdentityBeyond(Set<String> before) {
        Set<String> fresh = new HashSet<>();
        Await.until(
                LONGEST,
                () -> {
                    fresh.addAll(identities());
                    fresh.removeAll(before);
                    return !fresh.isEmpty();
                });
        assertThat(fresh).hasSize(1);
        identity = fresh.iterator().next();
    }

    private Set<String> identities() {
        return new HashSet<>(
                system.database()
                        .texts(
                                "select id from jobs.worker where service = ?::text",
                                system.stack().sync().name()));
    }

    boolean runs(TestAccount account) {
        return system.database()
                        .number(
                                "select count(*) from jobs.job where id = ?::uuid and worker_id = ?::uuid",
                                account.job(),
                                identity)
                == 1;
    }

    Instant kill() {
        process.kill();
        return Instant.now();
    }

    Instant pause() {
        process.pause();
        return Instant.now();
    }

    /** Lets it go on; returns when it has noticed that its lease is lost, and has a new one. */
    void resume() {
        Set<String> before = identities();
        process.resume();
        awaitIdentityBeyond(before);
        assertThat(process.timesLogged("Lease lost, all jobs are stopped")).isPositive();
    }

    /** How often its log has a line with this in it. */
    long timesLogged(String text) {
        return process.timesLogged(text);
    }
}
