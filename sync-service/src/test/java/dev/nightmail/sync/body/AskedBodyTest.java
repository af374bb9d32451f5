package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.html.HtmlSanitizer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody is told of a body who asks for it once more. */
@Tag("S10")
class AskedBodyTest {

    private static final int LOOKS = 10_000;

    @Test
    void bodyThatIsHereIsShownAlthoughItCouldNotBeFetchedAnew() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.fetch();
        var asked = world.ask(Optional.empty());
        world.mail.write("UPDATE sync.account SET imap_port = 1");

        assertThat(world.view().jobId()).contains(asked);
        world.engine.attempt(world.job(), asked);
        world.engine.untilDue(asked);
        world.engine.attempt(world.job(), asked);

        assertThat(world.view().text()).isEqualTo("Grüße");
        assertThat(world.view().failure()).contains("server-away");
        assertThat(world.view().jobId()).isEmpty();
        assertThat(world.state().name()).isEqualTo("stored");
        assertThat(world.state().failure()).contains("server-away");
    }

    @Test
    @Tag("S13")
    void messageTellsOfItsBodyWhatWhoReadsItIsTold() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        assertThat(world.state().name()).isEqualTo("none");

        var asked = world.ask(Optional.empty());
        assertThat(world.state().name()).isEqualTo("asked");
        world.mail.write("DELETE FROM jobs.job WHERE id = '" + asked + "'");
        assertThat(world.state().name()).isEqualTo("failed");
        assertThat(world.state().failure()).contains("stopped");

        world.fetch();
        assertThat(world.state().name()).isEqualTo("stored");
        assertThat(world.state().cachedAt()).isPresent();
        world.mail.write("UPDATE sync.body SET sanitizer = 0");
        assertThat(world.state())
                .isEqualTo(new BodyStates.State("none", Optional.empty(), Optional.empty()));
    }

    @Test
    void messageWhoseBodyIsTooOldHasNone() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.fetch();

        world.engine.clock.advance(Duration.ofDays(30));

        assertThat(world.state().name()).isEqualTo("none");
    }

    @Test
    void whoAsksWhileTheFetchIsEndingIsNotToldThatItWasStopped() throws IOException {
        for (boolean isKnown : new boolean[] {true, false}) {
            var world = new FetchWorld(Mails.FULL);
            var ending = world.ask(Optional.empty());
            if (!isKnown) {
                world.mail.write("DELETE FROM sync.body");
            }

            var asked = whileEnding(world, ending).join();

            assertThat(asked).isNotEqualTo(ending);
            assertThat(world.found().standing().job()).contains(asked);
            assertThat(world.failure()).isEmpty();
        }
    }

    /** The last transaction of a fetch, as somebody asks who has to wait for its row. */
    private static CompletableFuture<UUID> whileEnding(FetchWorld world, UUID job) {
        var sql = TestDatabase.sql();
        return sql.transaction(
                Access.worker(world.tenant()),
                () -> {
                    sql.update(
                            """
                            INSERT INTO sync.body (message_id, tenant_id, body_ref, body_cached_at, sanitizer)
                            VALUES (?, ?, 'v1/none', jobs.clock(), ?)
                            ON CONFLICT (message_id) DO UPDATE
                            SET job_id = NULL, body_ref = excluded.body_ref, body_cached_at = excluded.body_cached_at
                            """,
                            world.mail.id,
                            world.tenant(),
                            HtmlSanitizer.VERSION);
                    var asking = CompletableFuture.supplyAsync(() -> world.ask(Optional.empty()));
                    awaitWaiting();
                    sql.update("DELETE FROM jobs.job WHERE id = ?", job);
                    return asking;
                });
    }

    /** Until somebody waits for what this transaction has locked. */
    private static void awaitWaiting() {
        for (int i = 0; i < LOOKS; i++) {
            var waiting =
                    TestDatabase.sql()
                            .query(
                                    """
                                    SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
                                    """,
                                    row -> true);
            if (!waiting.isEmpty()) {
                return;
            }
        }
        throw new AssertionError("Nobody waits");
    }
}
