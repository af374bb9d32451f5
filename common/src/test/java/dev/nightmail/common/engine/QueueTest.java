package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.QueueRepository.Limits;
import dev.nightmail.common.job.Priority;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose turn it is, and how many may start. */
@Tag("J3")
class QueueTest {

    private final TestQueue queue = new TestQueue();
    private final UUID big = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @Test
    void tenantThatFillsTheQueueGetsNoMoreThanItsShare() {
        queue.fill(big, Priority.NORMAL, 900);
        var others = Stream.generate(UUID::randomUUID).limit(4).toList();
        others.forEach(tenant -> queue.fill(tenant, Priority.NORMAL, 25));

        var served = TestQueue.byTenant(queue.claim(50));

        assertThat(served).hasSize(5).containsValues(10L);
    }

    @Test
    void roomThatSmallTenantsLeaveGoesToTheBigOneAtTheNextClaim() {
        queue.fill(big, Priority.NORMAL, 100);
        for (var other : Stream.generate(UUID::randomUUID).limit(2).toList()) {
            queue.fill(other, Priority.NORMAL, 1);
        }

        queue.engine.clock.advance(Duration.ofSeconds(5));

        assertThat(queue.claim(8).claims()).hasSize(5);
        assertThat(queue.claim(3).claims()).hasSize(3);
        assertThat(queue.claim(8).claims()).hasSize(8);
    }

    @Test
    @Tag("A2")
    void tenantWhoseJobsNobodyHereKnowsStandsInNobodysWay() {
        queue.fill(big, Priority.NORMAL, 3);
        queue.engine.sql.transact(
                Access.machinery(),
                () ->
                        queue.engine.sql.update(
                                "UPDATE jobs.job SET version = 99 WHERE queue = ?", queue.name));
        queue.fill(UUID.randomUUID(), Priority.NORMAL, 3);

        for (int slot = 0; slot < 3; slot++) {
            assertThat(queue.claim(1).claims()).hasSize(1);
        }
    }

    @Test
    void jobsThatAnotherProcessIsAboutToClaimHideNobodyElses() throws Exception {
        queue.fill(big, Priority.NORMAL, 1);
        queue.fill(UUID.randomUUID(), Priority.NORMAL, 3);

        queue.whileOneClaims(
                1,
                () -> {
                    int found = 0;
                    for (int slot = 0; slot < 6; slot++) {
                        found += queue.claim(1).claims().size();
                    }
                    assertThat(found).isEqualTo(3);
                });
    }

    @Test
    void oneSlotAfterTheOtherGoesRoundAllTenants() {
        var tenants = Stream.generate(UUID::randomUUID).limit(7).toList();
        tenants.forEach(tenant -> queue.fill(tenant, Priority.NORMAL, 3));

        for (int round = 0; round < 3; round++) {
            var served = new HashSet<UUID>();
            for (int slot = 0; slot < tenants.size(); slot++) {
                served.addAll(TestQueue.byTenant(queue.claim(1)).keySet());
            }
            assertThat(served).containsExactlyInAnyOrderElementsOf(tenants);
        }
        assertThat(queue.claim(1).claims()).isEmpty();
    }

    @Test
    void roundThatTakesSeveralTenantsAtOnceLeavesNobodyOut() {
        var tenants = Stream.generate(UUID::randomUUID).limit(10).toList();
        tenants.forEach(tenant -> queue.fill(tenant, Priority.NORMAL, 5));

        var served = new HashSet<UUID>();
        for (int claim = 0; claim < 4; claim++) {
            served.addAll(TestQueue.byTenant(queue.claim(3)).keySet());
        }

        assertThat(served).hasSize(10);
    }

    @Test
    @Tag("J4")
    void jobWhoseProcessDiedIsFoundByTheNextClaim() {
        var lost = claimOneAndFindNoMoreAfterIt();

        queue.die();

        assertThat(queue.claim(2).claims()).extracting(Claim::id).containsExactly(lost);
    }

    @Test
    @Tag("J4")
    void jobWhoseProcessDiedIsAheadOfThoseThatCameLater() {
        var lost = claimOneAndFindNoMoreAfterIt();
        queue.fill(big, Priority.NORMAL, 3);
        queue.engine.clock.advance(Duration.ofSeconds(5));

        queue.die();

        assertThat(queue.claim(1).claims()).extracting(Claim::id).containsExactly(lost);
        assertThat(queue.claim(5).claims()).hasSize(3);
    }

    @Test
    @Tag("J8")
    void jobThatIsHandedBackIsAheadOfThoseThatCameLater() {
        queue.fill(big, Priority.NORMAL, 1);
        var claim = queue.claim(1).claims().getFirst();
        queue.fill(big, Priority.NORMAL, 3);
        queue.engine.clock.advance(Duration.ofSeconds(5));

        queue.end(claim, Ending.returned("shutdown"));

        assertThat(queue.claim(1).claims()).extracting(Claim::id).containsExactly(claim.id());
    }

    @Test
    @Tag("J7")
    void jobThatOnlyWaitedForASlotIsNotSuspectedHoweverManyWorkersDie() {
        queue.fill(big, Priority.NORMAL, 1);
        for (int death = 0; death < 5; death++) {
            assertThat(queue.claim(1).claims()).hasSize(1);
            queue.die();
        }

        var claim = queue.claim(1).claims().getFirst();

        assertThat(queue.engine.attempts(claim.id(), "error_code"))
                .containsExactly("worker-died", "not-begun", "not-begun", "not-begun", "not-begun");
    }

    /** What comes back with the time that it had is passed by from now on. */
    private UUID claimOneAndFindNoMoreAfterIt() {
        queue.fill(big, Priority.NORMAL, 1);
        var claim = queue.claim(2).claims().getFirst();
        queue.engine.clock.advance(Duration.ofSeconds(5));
        assertThat(queue.claim(2).claims()).isEmpty();
        return claim.id();
    }

    @Test
    void urgentJobsOfAllTenantsComeFirst() {
        queue.fill(big, Priority.LOW, 5);
        queue.fill(big, Priority.NORMAL, 5);
        var other = UUID.randomUUID();
        queue.fill(other, Priority.URGENT, 2);
        queue.fill(big, Priority.HIGH, 1);

        assertThat(TestQueue.byTenant(queue.claim(2))).containsOnlyKeys(other);
        assertThat(TestQueue.byTenant(queue.claim(1))).containsOnlyKeys(big);
        assertThat(queue.claim(20).claims()).hasSize(10);
    }

    @Test
    void jobsOfAnUnknownVersionAreLeftAloneAndHideNoOthers() {
        queue.fill(big, Priority.URGENT, 3);
        queue.engine.sql.transact(
                Access.machinery(),
                () ->
                        queue.engine.sql.update(
                                "UPDATE jobs.job SET version = 99 WHERE queue = ?", queue.name));
        queue.fill(big, Priority.LOW, 1);

        assertThat(queue.claim(5).claims()).hasSize(1);
        assertThat(queue.claim(5).claims()).isEmpty();
    }

    @Test
    void pausedQueueGivesNothingUntilItIsResumed() {
        queue.fill(big, Priority.NORMAL, 2);
        queue.claim(0);
        queue.engine.clock.advance(Duration.ofSeconds(5));
        queue.engine.sql.transact(
                Access.machinery(), () -> queue.queues.pause(queue.name, "ada", "test"));
        assertThat(queue.claim(5).claims()).isEmpty();

        queue.engine.sql.transact(Access.machinery(), () -> queue.queues.resume(queue.name));
        assertThat(queue.claim(5).claims()).hasSize(2);
    }

    @Test
    void noMoreRunInAllProcessesTogetherThanTheLimitSays() {
        var limits = new Limits(Optional.of(2), Optional.empty());
        queue.fill(big, Priority.NORMAL, 10);

        var first = queue.claim(8, limits).claims();
        assertThat(first).hasSize(2);
        assertThat(queue.claim(8, limits).claims()).isEmpty();

        queue.end(first.getFirst());
        assertThat(queue.claim(8, limits).claims()).hasSize(1);
    }

    @Test
    void noMoreStartInASecondThanTheRateSays() {
        var limits = new Limits(Optional.empty(), Optional.of(50));
        queue.fill(big, Priority.NORMAL, 500);
        queue.claim(8, limits);

        var begin = now();
        int started = 0;
        for (int tenth = 0; tenth < 20; tenth++) {
            queue.engine.clock.advance(Duration.ofMillis(100));
            started += queue.claim(500, limits).claims().size();
        }
        double seconds = Duration.between(begin, now()).toMillis() / 1000.0;

        assertThat(started).isBetween(20 * 5 - 12, (int) (50 * seconds) + 12);
    }

    private Instant now() {
        return queue.engine
                .sql
                .transaction(
                        Access.machinery(),
                        () ->
                                queue.engine.sql.queryOne(
                                        "SELECT jobs.clock() AS at",
                                        row -> Columns.instant(row, "at")))
                .orElseThrow();
    }

    @Test
    void rateThatWasNotUsedIsNoBurst() {
        var limits = new Limits(Optional.empty(), Optional.of(50));
        queue.fill(big, Priority.NORMAL, 500);
        queue.claim(0, limits);
        queue.engine.clock.advance(Duration.ofHours(1));

        assertThat(queue.claim(500, limits).claims()).hasSize(10);
    }
}
