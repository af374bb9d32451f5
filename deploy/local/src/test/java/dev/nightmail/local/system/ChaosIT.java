package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.system.Incident.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three processes of mail-service send a steady stream of mail while they are killed, stand still
 * and are stopped, in an order that {@code chaos.seed} gives, for as many rounds as {@code
 * chaos.rounds} says. What became of the mail is counted at the far end.
 */
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosIT {
    private static final Duration TAKEN_OVER = Duration.ofSeconds(15);
    private static final Predicate<Incident> DEADLY =
            incident -> incident.fault() != Fault.TERMINATION;
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 2);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());

    private final SystemUnderTest system;
    private final String domain = UUID.randomUUID() + ".test";
    private final List<TestEmail> emails = new ArrayList<>();

    /** What was answered in the place of a 202. */
    private final Map<String, Long> refusals = new TreeMap<>();

    /** The messages by the public state that their jobs ended in. */
    private final Map<String, List<TestEmail>> ends = new HashMap<>();

    private final Chaos chaos;
    private final TestAccount account;
    private final MailJobs jobs;

    ChaosIT(SystemUnderTest system) throws IOException {
        this.system = system;
        String address = "sender@" + domain;
        system.mailbox(address, 0);
        system.start(system.stack().sync());
        account = TestAccount.add(system, address, address);
        jobs = new MailJobs(system.database(), account.id());
        chaos = new Chaos(system, jobs, SEED);
    }

    @BeforeAll
    void sendMailThroughAllOfIt() {
        System.out.printf("chaos.seed=%d chaos.rounds=%d%n", SEED, ROUNDS);
        chaos.start();
        try (var mail = new SteadyMail(account, chaos.replicas())) {
            IntStream.range(0, ROUNDS).forEach(round -> chaos.round());
            emails.addAll(mail.stop());
            refusals.putAll(mail.refusals());
        }
        ends.putAll(emails.stream().collect(Collectors.groupingBy(TestEmail::awaitEnd)));
        tell();
    }

    @AfterAll
    void stop() {
        chaos.stop();
    }

    private void tell() {
        System.out.printf(
                "%d messages accepted, %d at the far end; lost %d, twice %d, uncertain %d%n",
                emails.size(), arrivals().size(), lost(), twice(), uncertain().size());
        System.out.println("attempts: " + jobs.outcomes());
        System.out.println("instead of a 202: " + refusals);
        chaos.incidents().forEach(this::tell);
        System.out.println("of processes that died or stood still: " + takeovers(DEADLY));
        System.out.println("of processes that were asked to end: " + takeovers(DEADLY.negate()));
        System.out.printf(
                "stale writes: %d accepted, %d refused%n",
                jobs.staleWrites(),
                chaos.awakenings().stream().mapToLong(Chaos.Awakening::refused).sum());
    }

    private void tell(Incident incident) {
        System.out.printf(
                "%s of %d: left %s%n",
                incident.fault(),
                incident.victim(),
                jobs.cutOff(incident).stream()
                        .collect(Collectors.groupingBy(left -> left, Collectors.counting())));
        jobs.leftInDoubt(incident).forEach(job -> System.out.println("  uncertain: " + job));
        chaos.awakenings().stream()
                .filter(awakening -> awakening.incident().equals(incident))
                .forEach(awakening ->
                        System.out.printf(
                                "  at its awakening: %d jobs lost, %d writes refused%n",
                                awakening.lost(), awakening.refused()));
    }

    @Test
    @Tag("M2")
    void everyMessageTakenOverHasArrivedOnceUnlessItIsUncertain() {
        var arrivals = arrivals();
        var accepted = emails.stream().map(TestEmail::messageId).toList();

        assertThat(ends.keySet()).isSubsetOf("completed", "uncertain");
        assertThat(accepted).doesNotHaveDuplicates();
        assertThat(accepted).containsAll(arrivals.keySet());
        assertThat(twice()).isZero();
        assertThat(lost()).isZero();
    }

    @Test
    @Tag("A5")
    void whoeverIsAnsweredAndGetsNo202IsToldToComeAgain() {
        assertThat(refusals.keySet())
                .allMatch(line ->
                        line.matches("mail-service (answered 503|did not answer|does not run).*"));
    }

    @Test
    @Tag("J10")
    void whatIsUncertainWasCutOffBetweenDotAndAnswer() {
        assertThat(
                        chaos.incidents().stream()
                                .flatMap(incident -> jobs.leftInDoubt(incident).stream()))
                .containsExactlyInAnyOrderElementsOf(uncertain());
    }

    @Test
    @Tag("J5")
    void processThatStoodStillLosesAllThatItHadInHandAndNothingOfItIsWritten() {
        assertThat(chaos.awakenings())
                .hasSize(ROUNDS)
                .allSatisfy(awakening ->
                        assertThat(awakening.lost())
                                .isGreaterThanOrEqualTo(jobs.cutOff(awakening.incident()).size()));
        assertThat(jobs.staleWrites()).isZero();
        assertThat(jobs.contradictions()).isZero();
    }

    @Test
    @Tag("J4")
    void jobsThatWereCutOffRunInAnotherProcessWithin15Seconds() {
        assertThat(chaos.incidents())
                .filteredOn(DEADLY)
                .allSatisfy(incident ->
                        assertThat(jobs.takeovers(incident).size())
                                .isPositive()
                                .isEqualTo(jobs.cutOff(incident).size()));
        assertThat(takeovers(DEADLY).p99()).isLessThan(TAKEN_OVER);
    }

    @Test
    @Tag("J8")
    void processThatIsAskedToEndHandsItsJobsBackAndNoneHasSpentAnAttempt() {
        var handedBack =
                chaos.incidents().stream()
                        .filter(incident -> incident.fault() == Fault.TERMINATION)
                        .flatMap(incident -> jobs.cutOff(incident).stream())
                        .toList();

        assertThat(handedBack).contains("returned shutdown");
        assertThat(handedBack).allMatch(left -> left.matches("(returned|uncertain) .*"));
        assertThat(jobs.outcomes().keySet())
                .isSubsetOf("completed", "rescued", "returned", "uncertain");
    }

    @Test
    @Tag("J4")
    void noJobIsLeftRunning() {
        assertThat(jobs.running()).isZero();
    }

    private Map<String, Long> arrivals() {
        return system.sink().arrivals(domain);
    }

    /** Messages that nobody has and nobody is asked about. */
    private long lost() {
        var arrivals = arrivals();
        return emails.stream()
                .filter(email -> !arrivals.containsKey(email.messageId()))
                .filter(email -> !ended("uncertain").contains(email))
                .count();
    }

    private long twice() {
        return arrivals().values().stream().filter(times -> times > 1).count();
    }

    private List<String> uncertain() {
        return ended("uncertain").stream().map(TestEmail::job).toList();
    }

    private List<TestEmail> ended(String state) {
        return ends.getOrDefault(state, List.of());
    }

    private Takeovers takeovers(Predicate<Incident> which) {
        var all = new Takeovers();
        chaos.incidents().stream()
                .filter(which)
                .forEach(incident -> all.add(jobs.takeovers(incident)));
        return all;
    }
}
