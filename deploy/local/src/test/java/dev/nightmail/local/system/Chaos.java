package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.system.Incident.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Three processes of mail-service, to one of which something happens again and again, always while
 * all that are upright have work in hand. The next thing happens once nothing is said to be in the
 * victim's hands; if that stands still, it does so until the end of the round.
 */
final class Chaos {
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final Duration THREE_LEASES = Duration.ofSeconds(30);
    private static final int IN_HAND = 2;

    /** Shorter than a message takes, so that one that is asked to end has jobs to hand back. */
    private static final Map<String, String> SETTINGS =
            Map.of("NIGHTMAIL_JOBS_SHUTDOWN_GRACE", "300ms");

    /**
     * One that has stood still goes on.
     *
     * @param lost jobs that it then found to be no longer its own
     * @param refused writes that the database refused it
     */
    record Awakening(Incident incident, long lost, long refused) {}

    /** One that stands still, and what it had counted before. */
    private record Standing(Replica victim, Incident incident, long lost, long refused) {}

    private final SystemUnderTest system;
    private final MailJobs jobs;
    private final Random random;
    private final List<Replica> replicas;
    private final List<Replica> upright = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<Awakening> awakenings = new ArrayList<>();
    private Optional<Standing> standing = Optional.empty();

    Chaos(SystemUnderTest system, MailJobs jobs, long seed) {
        this.system = system;
        this.jobs = jobs;
        random = new Random(seed);
        replicas =
                IntStream.rangeClosed(1, Replica.MOST)
                        .mapToObj(number -> Replica.of(system, system.stack().mail(), number))
                        .toList();
    }

    List<Replica> replicas() {
        return replicas;
    }

    List<Incident> incidents() {
        return incidents;
    }

    List<Awakening> awakenings() {
        return awakenings;
    }

    /** Starts all of them beside one another, none with the settings of other tests. */
    void start() {
        stop();
        replicas.forEach(replica -> replica.launch(SETTINGS));
        replicas.forEach(Replica::awaitReady);
        upright.addAll(replicas);
        awaitLeases();
    }

    /** So that other tests start the first as they are used to. */
    void stop() {
        replicas.stream().filter(Replica::isRunning).forEach(Replica::kill);
    }

    /** Each fault once, in any order, to any of them; at its end all three are back. */
    void round() {
        var faults = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(faults, random);
        faults.forEach(fault -> strike(fault, upright.get(random.nextInt(upright.size()))));
        standing.ifPresent(this::wake);
    }

    private void strike(Fault fault, Replica victim) {
        await("all have work in hand", this::allHaveWork);
        Set<String> leases = leases();
        long lost = lost(victim);
        long refused = refused(victim);
        Instant began = system.database().now();
        switch (fault) {
            case KILL -> victim.kill();
            case PAUSE -> victim.pause();
            case TERMINATION -> victim.terminate();
        }
        Instant over = system.database().now();
        int number = replicas.indexOf(victim) + 1;
        var incident = new Incident(fault, number, awaitLost(leases), began, over);
        incidents.add(incident);
        await("its jobs are nobody's", () -> jobs.running(incident.worker()) == 0);
        assertThat(jobs.spent()).as("attempts spent").isZero();
        if (fault == Fault.PAUSE) {
            upright.remove(victim);
            standing = Optional.of(new Standing(victim, incident, lost, refused));
        } else {
            victim.launch(SETTINGS);
            victim.awaitReady();
            awaitLeases();
        }
    }

    private void wake(Standing one) {
        Instant due = one.incident().over().plus(THREE_LEASES);
        await("three leases are over", () -> system.database().now().isAfter(due));
        one.victim().resume();
        standing = Optional.empty();
        upright.add(one.victim());
        awaitLeases();
        int cutOff = jobs.cutOff(one.incident()).size();
        await("it has let go of its jobs", () -> lost(one.victim()) - one.lost() >= cutOff);
        awakenings.add(
                new Awakening(
                        one.incident(),
                        lost(one.victim()) - one.lost(),
                        refused(one.victim()) - one.refused()));
    }

    private static long lost(Replica replica) {
        return replica.counted("nightmail_job_attempt_seconds_count\\{.*outcome=\"lost\".*");
    }

    private static long refused(Replica replica) {
        return replica.counted("nightmail_job_stale_writes_total.*");
    }

    private void awaitLeases() {
        await("all have a lease", () -> leases().size() == upright.size());
    }

    /** The one lease that was lost: whose victim this was. */
    private String awaitLost(Set<String> before) {
        var lost = new HashSet<String>();
        await(
                "a lease is lost",
                () -> {
                    lost.addAll(before);
                    lost.removeAll(leases());
                    return !lost.isEmpty();
                });
        assertThat(lost).hasSize(1);
        return lost.iterator().next();
    }

    private Set<String> leases() {
        return new HashSet<>(
                system.database()
                        .texts(
                                "select id from jobs.worker where service = ?::text and expires_at > jobs.clock()",
                                system.stack().mail().name()));
    }

    private boolean allHaveWork() {
        return leases().stream().allMatch(lease -> jobs.running(lease) >= IN_HAND);
    }

    private static void await(String what, BooleanSupplier condition) {
        assertThat(Await.until(LONGEST, condition)).as(what).isTrue();
    }
}
