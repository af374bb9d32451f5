package dev.nightmail.common.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nightmail.common.testkit.CutDatabase.Cut;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The tests of one contract: whatever befalls a run, the state is that of one undisturbed. */
final class ContractTests<A extends Record> {

    private static final Duration DAY = Duration.ofDays(1);

    /** What an undisturbed run has left, and of each of its commits whether it wrote anything. */
    private record Undisturbed(
            List<String> state, Map<String, Long> counts, List<Boolean> commits) {

        /** The commits that wrote, counted from 1. */
        List<Integer> writing() {
            return numbers(commits.size()).filter(n -> commits.get(n - 1)).boxed().toList();
        }
    }

    /** What befalls a run, its end included. */
    @FunctionalInterface
    private interface Fate<A extends Record> {
        void befall(ContractRun<A> run) throws Exception;
    }

    private final JobContract<A> contract;
    private final Undisturbed undisturbed;

    ContractTests(JobContract<A> contract) throws Exception {
        this.contract = contract;
        try (var run = new ContractRun<>(contract)) {
            run.line.count();
            run.drive(run.first);
            var commits = run.line.counted();
            var ran = run.engine.lastAttempt(run.first);
            assertThat(ran.jobState()).as("how an undisturbed job ends").contains("completed");
            undisturbed = new Undisturbed(run.state(), positive(ran.counts()), commits);
        }
    }

    /** Those that move the clock come last: what is old depends on it. */
    Stream<DynamicTest> all() {
        return Stream.of(Stream.of(dryRun(), twice()), cuts(), secondDeaths(), clock())
                .flatMap(tests -> tests);
    }

    private DynamicTest dryRun() {
        return dynamicTest(
                "a dry run changes nothing and counts what the run counts",
                () -> {
                    try (var run = new ContractRun<>(contract)) {
                        var world = run.world;
                        var state = run.state();
                        var tables = TestDatabase.digest(world.tenant());

                        var report = run.engine.dryRun(world.job(), world.args(), world.tenant());

                        assertThat(TestDatabase.digest(world.tenant())).isEqualTo(tables);
                        assertThat(run.state()).isEqualTo(state);
                        assertThat(positive(report.counts())).isEqualTo(undisturbed.counts());
                    }
                });
    }

    private DynamicTest twice() {
        return unmoved(
                "it may run twice",
                run -> {
                    run.drive(run.first);
                    run.drive(run.enqueueAgain());
                });
    }

    /** A commit that wrote nothing has only one side. */
    private Stream<DynamicTest> cuts() {
        var commits = undisturbed.commits();
        return numbers(commits.size())
                .boxed()
                .flatMap(commit ->
                        Stream.of(Cut.values())
                                .filter(cut -> commits.get(commit - 1) || cut == Cut.DIES_BEFORE)
                                .map(cut -> cut(commit, cut)));
    }

    private DynamicTest cut(int commit, Cut cut) {
        return unmoved(
                "its %s commit %d of %d".formatted(cut, commit, undisturbed.commits().size()),
                run -> {
                    run.line.cutAt(commit, cut);
                    run.drive(run.first);
                    assertThat(run.line.hasHappened()).as("cut").isTrue();
                    if (cut.isDeath() && !run.wasHeld()) {
                        assertThat(positive(run.engine.lastAttempt(run.first).counts()))
                                .isEqualTo(undisturbed.counts());
                    }
                });
    }

    /** The first death is that which leaves most undone: all has happened but the last write. */
    private Stream<DynamicTest> secondDeaths() {
        return Stream.of(Cut.DIES_BEFORE, Cut.DIES_AFTER)
                .flatMap(cut ->
                        numbers(commitsAfterADeath()).mapToObj(commit -> secondDeath(commit, cut)));
    }

    private DynamicTest secondDeath(int commit, Cut cut) {
        return unmoved(
                "its process dies at the last commit, and the next %s commit %d"
                        .formatted(cut, commit),
                run -> {
                    die(run);
                    run.line.cutAt(commit, cut);
                    run.drive(run.first);
                    assertThat(run.line.hasHappened()).as("cut").isTrue();
                });
    }

    private int commitsAfterADeath() {
        try (var run = new ContractRun<>(contract)) {
            die(run);
            run.line.count();
            run.drive(run.first);
            return run.line.counted().size();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void die(ContractRun<A> run) throws Exception {
        run.line.cutAt(undisturbed.writing().getLast(), Cut.DIES_BEFORE);
        run.move(run.first);
        assertThat(run.line.hasHappened()).as("death").isTrue();
    }

    private Stream<DynamicTest> clock() {
        int middle = undisturbed.writing().get(undisturbed.writing().size() / 2);
        return Stream.of(
                unmoved(
                        "it may run three days late",
                        run -> {
                            run.engine.later(DAY.multipliedBy(3));
                            run.drive(run.first);
                        }),
                unmoved(
                        "a day may be skipped, and its job run with the next day's",
                        run -> {
                            run.engine.later(DAY);
                            var second = run.enqueueAgain();
                            run.drive(run.first);
                            run.drive(second);
                        }),
                unmoved(
                        "the clock may move on by a day while it runs",
                        run -> {
                            run.line.after(middle, () -> run.engine.clock.advance(DAY));
                            run.drive(run.first);
                        }),
                unmoved(
                        "the clock may move on by a day between two attempts",
                        run -> movedBetweenAttempts(run, middle, DAY)),
                unmoved(
                        "the clock may be set back by a day between two attempts",
                        run -> movedBetweenAttempts(run, middle, DAY.negated())));
    }

    private void movedBetweenAttempts(ContractRun<A> run, int commit, Duration by)
            throws Exception {
        run.line.cutAt(commit, Cut.DIES_AFTER);
        run.move(run.first);
        run.engine.clock.advance(by);
        try {
            run.drive(run.first);
        } finally {
            // Others in this database rely on a clock that does not go back.
            run.engine.clock.advance(by.isNegative() ? by.negated() : Duration.ZERO);
        }
    }

    /** The state is as if this had not befallen the run. */
    private DynamicTest unmoved(String sentence, Fate<A> fate) {
        return dynamicTest(
                sentence,
                () -> {
                    try (var run = new ContractRun<>(contract)) {
                        fate.befall(run);
                        assertThat(run.state()).isEqualTo(undisturbed.state());
                    }
                });
    }

    /** A count that is zero may be left out. */
    private static Map<String, Long> positive(Map<String, Long> counts) {
        var positive = new TreeMap<>(counts);
        positive.values().removeIf(value -> value == 0);
        return positive;
    }

    private static IntStream numbers(int last) {
        return IntStream.rangeClosed(1, last);
    }
}
