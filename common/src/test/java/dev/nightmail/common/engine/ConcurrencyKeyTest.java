package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.Priority;
import dev.nightmail.common.sql.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** At most one running job has a concurrency key. */
@Tag("J3")
class ConcurrencyKeyTest {

    private final TestQueue queue = new TestQueue();
    private final UUID tenant = UUID.randomUUID();

    @Test
    void jobsBehindOneKeyRunOneAfterTheOther() {
        var ids = queue.behind("mailbox:1", tenant, 4);

        var ran = new ArrayList<UUID>();
        for (int turn = 0; turn < 4; turn++) {
            var claims = queue.claim(10).claims();
            assertThat(claims).hasSize(1);
            assertThat(queue.claim(10).claims()).isEmpty();
            ran.add(claims.getFirst().id());
            queue.end(claims.getFirst());
        }

        assertThat(ran).containsExactlyElementsOf(ids);
        assertThat(queue.claim(10).claims()).isEmpty();
    }

    @Test
    @Tag("S8")
    void jobsThatMeetAKeyOfAnotherAreCountedByTheirKind() {
        queue.behind("mailbox:1", tenant, 3);

        var claimed = queue.claim(10).claims();
        queue.claim(10);

        assertThat(blocked()).isEqualTo(2);
        queue.behind("mailbox:1", tenant, 1);
        queue.claim(10);
        assertThat(blocked()).isEqualTo(3);
        queue.end(claimed.getFirst());
        queue.claim(10);
        assertThat(blocked()).isEqualTo(3);
    }

    private double blocked() {
        return queue.engine
                .meters
                .counter("nightmail_job_blocked", "kind", queue.kind.name())
                .count();
    }

    @Test
    void sameKeyOfAnotherTenantIsAnotherKey() {
        queue.behind("mailbox:1", tenant, 2);
        queue.behind("mailbox:1", UUID.randomUUID(), 2);

        assertThat(queue.claim(10).claims()).hasSize(2);
    }

    @Test
    void keyIsFreeAgainHoweverItsJobStopsRunning() {
        for (var ending :
                List.of(
                        Ending.completed("{}"),
                        Ending.cancelled("x"),
                        Ending.discarded("x", ""),
                        Ending.retried(Duration.ofDays(1), "x", ""),
                        Ending.snoozed(Duration.ofDays(1), "x"),
                        Ending.uncertain("x"))) {
            queue.behind("mailbox:1", tenant, 1);
            var claim = queue.claim(10).claims().getFirst();
            queue.behind("mailbox:1", tenant, 1);
            assertThat(queue.claim(10).claims()).isEmpty();

            queue.end(claim, ending);

            var next = queue.claim(10).claims();
            assertThat(next).as("%s", ending).hasSize(1);
            queue.end(next.getFirst());
        }
    }

    @Test
    void keyOfADeadWorkersJobIsFreeAgain() {
        queue.behind("mailbox:1", tenant, 2);
        var dead = queue.engine.ids.next();
        queue.engine.workers.register(dead, "test-service", Duration.ofSeconds(10));
        var lane = new Lane(queue.name, Set.of(queue.kind.id()), 9, System::nanoTime);
        queue.engine.sql.transact(
                Access.machinery(), () -> queue.engine.claims.claim(dead, lane.wish(9)));
        assertThat(queue.claim(10).claims()).isEmpty();

        queue.engine.later(Duration.ofSeconds(11));
        queue.engine.rescue();

        assertThat(queue.claim(10).claims()).hasSize(1);
    }

    @Test
    void manyJobsBehindAKeyAreInNobodysWay() {
        queue.behind("mailbox:1", tenant, 2500);
        queue.fill(tenant, Priority.NORMAL, 5);

        int claims = 0;
        int found = 0;
        while (found < 6) {
            found += queue.claim(4).claims().size();
            claims++;
        }

        assertThat(claims).isLessThan(10);
    }

    @Test
    void claimsAtTheSameTimeNeverShareAKey() throws Exception {
        for (int key = 0; key < 20; key++) {
            queue.behind("mailbox:" + key, tenant, 10);
        }
        int turns = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int ended = 0; ended < 200; turns++) {
                Callable<List<Claim>> claim = () -> another().claims();
                var claims = new ArrayList<Claim>();
                for (var done : threads.invokeAll(List.of(claim, claim, claim, claim))) {
                    claims.addAll(done.get());
                }
                assertThat(running()).doesNotHaveDuplicates();
                claims.forEach(queue::end);
                ended += claims.size();
                queue.unblock();
            }
        }
        assertThat(turns).isLessThan(100);
    }

    @Test
    void jobWhoseKeyWasFreedWhileItWasPutBehindItIsBroughtForward() {
        var ids = queue.behind("mailbox:1", tenant, 1);
        queue.engine.sql.transact(
                Access.machinery(),
                () ->
                        queue.engine.sql.update(
                                "UPDATE jobs.job SET reason = 'blocked' WHERE id = ?",
                                ids.getFirst()));
        assertThat(queue.claim(10).claims()).isEmpty();

        queue.unblock();

        assertThat(queue.claim(10).claims()).hasSize(1);
    }

    private ClaimRepository.Catch another() {
        var lane = new Lane(queue.name, Set.of(queue.kind.id()), 9, System::nanoTime);
        var worker = queue.engine.register();
        return queue.engine.sql.transaction(
                Access.machinery(), () -> queue.engine.claims.claim(worker, lane.wish(9)));
    }

    private List<String> running() {
        return queue.engine.sql.transaction(
                Access.machinery(),
                () ->
                        queue.engine.sql.query(
                                "SELECT concurrency_key FROM jobs.job WHERE queue = ? AND state = 'running'",
                                row -> row.getString(1),
                                queue.name));
    }
}
