package dev.nightmail.sync.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.SetTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S12")
class CheckHealthJobTest {

    private final SickWorld world = new SickWorld(new TestJobs());

    @Test
    void accountThatHasFailedForThreeIntervalsIsToldOfOnceAndOnceWhenItIsWell() {
        var account =
                world.add(
                        Map.of(
                                "state",
                                "'warning'",
                                "failing_since",
                                "jobs.clock() - interval '46 minutes'",
                                "fresh_at",
                                "jobs.clock()"));
        check();
        check();
        assertThat(world.facts(account)).containsExactly("dev.nightmail.account.unwell failing");

        world.set(account, "state = 'ok', failing_since = NULL, fresh_at = jobs.clock()");
        check();
        check();
        assertThat(world.facts(account))
                .containsExactly(
                        "dev.nightmail.account.unwell failing", "dev.nightmail.account.well");
    }

    @Test
    void accountThatHasFailedForLessIsNotToldOf() {
        var account =
                world.add(
                        Map.of(
                                "state",
                                "'error'",
                                "failing_since",
                                "jobs.clock() - interval '44 minutes'",
                                "fresh_at",
                                "jobs.clock()"));

        check();

        assertThat(world.facts(account)).isEmpty();
    }

    @Test
    void accountThatIsNeverSyncedAlthoughItSeemsWellIsStale() {
        var account =
                world.add(
                        Map.of(
                                "state",
                                "'ok'",
                                "fresh_at",
                                "jobs.clock() - interval '61 minutes'"));
        var fresh =
                world.add(
                        Map.of(
                                "state",
                                "'ok'",
                                "fresh_at",
                                "jobs.clock() - interval '59 minutes'"));

        check();

        assertThat(world.facts(account)).containsExactly("dev.nightmail.account.unwell stale");
        assertThat(world.facts(fresh)).isEmpty();
    }

    @Test
    void accountThatIsBeingFilledOrSwitchedOffIsNotStale() {
        var filled =
                world.add(
                        Map.of(
                                "state",
                                "'syncing'",
                                "fresh_at",
                                "jobs.clock() - interval '9 hours'"));
        world.set(filled, "lacks_since = jobs.clock()");
        var paused =
                world.add(
                        Map.of(
                                "state",
                                "'paused'",
                                "fresh_at",
                                "jobs.clock() - interval '9 hours'"));
        world.set(paused, "active = false");

        check();

        assertThat(world.facts(filled)).isEmpty();
        assertThat(world.facts(paused)).isEmpty();
    }

    @Test
    void episodeLastsUntilASyncHasSucceeded() {
        var account =
                world.add(
                        Map.of(
                                "state",
                                "'warning'",
                                "failing_since",
                                "jobs.clock() - interval '2 hours'",
                                "fresh_at",
                                "jobs.clock()"));
        check();
        world.set(account, "failing_since = jobs.clock()");

        check();

        assertThat(world.facts(account)).hasSize(1);
    }

    @Test
    void tenantsOfWhomSomethingIsToBeToldAreLookedForEveryFiveMinutes() {
        var time = new SetTime();
        var sweep = new UnwellAccounts(world.engine.sql, world.episodes, world.engine.jobs, time);
        sweep.sweep();
        world.add(Map.of("state", "'ok'", "fresh_at", "jobs.clock() - interval '61 minutes'"));

        time.advance(Duration.ofMinutes(4));
        sweep.sweep();
        assertThat(world.engine.enqueued(CheckHealthJob.KIND, world.tenant)).isEmpty();

        time.advance(Duration.ofMinutes(1));
        sweep.sweep();
        assertThat(world.engine.enqueued(CheckHealthJob.KIND, world.tenant)).hasSize(1);
    }

    @Test
    void freshnessIsTheAgeOfTheLastSyncThatSucceeded() {
        world.add(Map.of("state", "'ok'", "fresh_at", "jobs.clock() - interval '400 days'"));

        var ages =
                world.engine.sql.transaction(
                        Access.machinery(),
                        () -> new AccountHealthRepository(world.engine.sql).ages());

        assertThat(ages.oldest()).isGreaterThan((double) Duration.ofDays(399).toSeconds());
        assertThat(ages.p50()).isBetween(0.0, ages.oldest());
    }

    private void check() {
        assertThat(world.engine.run(world.job(), world.args(), world.tenant).jobState())
                .contains("completed");
    }
}
