package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.NewJob;
import dev.nightmail.common.job.Trigger;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.SqlException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that cannot be stored are refused before the database is asked. */
@Tag("J2")
class RefusedJobTest {

    private static final int MOST_BYTES = 65_536;
    private static final int FRAME = "{\"text\":\"\"}".length();

    record Args(String text) {}

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();
    private final JobKind<Args> kind = JobKind.of("test.refuse-it", Args.class, "test");

    @Test
    void argumentsHaveAtMost64KiB() {
        var longest = "x".repeat(MOST_BYTES - FRAME);

        enqueue(job(longest));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> enqueue(job(longest + "x")))
                .withMessageContaining(kind.name())
                .withMessageContaining("65,537 bytes")
                .withMessageNotContaining("xxx");
        assertThat(engine.enqueued(kind, tenant)).hasSize(1);
    }

    @Test
    void oneThatIsRefusedKeepsAllOthersOfItsBatchOutAndSpoilsNoTransaction() {
        var batch = List.of(job("good"), job("x".repeat(MOST_BYTES)), job("good, too"));

        engine.sql.transact(
                Access.request(tenant),
                () -> {
                    engine.jobs.enqueue(job("before"));
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> engine.jobs.enqueueAll(batch));
                    engine.jobs.enqueue(job("after"));
                });

        assertThat(engine.enqueued(kind, tenant))
                .extracting(Args::text)
                .containsExactly("before", "after");
    }

    @Test
    void argumentsHoldNoNulButMaySpeakOfOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> enqueue(job("a\0b")))
                .withMessageContaining(kind.name());

        enqueue(job("\\u0000"));

        assertThat(engine.enqueued(kind, tenant)).containsExactly(new Args("\\u0000"));
    }

    @Test
    void keysHaveOneTo500Characters() {
        enqueue(job("x").unique("k".repeat(500)).oneAtATime("k".repeat(500)));

        for (var key : List.of("", "k".repeat(501), "k\0")) {
            assertThatIllegalArgumentException().isThrownBy(() -> job("x").unique(key));
            assertThatIllegalArgumentException().isThrownBy(() -> job("x").oneAtATime(key));
        }
    }

    @Test
    void timeIsOneThatTheDatabaseKnows() {
        var past = enqueue(job("x").notBefore(Instant.EPOCH));
        var late = enqueue(job("x").notBefore(Instant.parse("9999-12-31T23:59:59Z")));

        assertThat(engine.liveState(past)).contains("available/");
        assertThat(engine.liveState(late)).contains("scheduled/");
        for (var none : List.of(Instant.MIN, Instant.EPOCH.minusNanos(1), Instant.MAX)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> job("x").notBefore(none))
                    .withMessageContaining(none.toString());
        }
    }

    @Test
    void tableTakesNoArgumentsOver256KbFromAnybody() {
        var id = enqueue(job("x"));

        assertThatThrownBy(() ->
                        engine.sql.transact(
                                Access.machinery(),
                                () ->
                                        engine.sql.update(
                                                "UPDATE jobs.job SET args = jsonb_build_object('text', repeat('x', 262144)) WHERE id = ?",
                                                id)))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("23514");
    }

    private NewJob<Args> job(String text) {
        return NewJob.of(kind, new Args(text), tenant, Trigger.API, "test");
    }

    private UUID enqueue(NewJob<Args> job) {
        return engine.sql.transaction(Access.request(tenant), () -> engine.jobs.enqueue(job)).id();
    }
}
