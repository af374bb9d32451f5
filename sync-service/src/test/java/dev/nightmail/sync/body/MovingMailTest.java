package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.Ran;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies of messages that are not where they were seen last. */
@Tag("S10")
class MovingMailTest {

    @Test
    void messageThatWasMovedIsFetchedWhenTheSyncHasFoundItAgain() throws IOException {
        var world = missed();

        var first = world.fetch();

        assertThat(first.outcome()).isEqualTo("snoozed");
        assertThat(first.errorCode()).isEqualTo("message-moving");
        assertThat(world.account("next_due_at <= jobs.clock()")).isEqualTo("true");
        assertThat(world.failure()).isEmpty();

        world.mail.sync();
        place(world, 1);
        assertThat(again(world, first).jobState()).contains("completed");
        assertThat(world.view().text()).isEqualTo("Grüße");
    }

    @Test
    void messageThatNoSyncHasFoundElsewhereIsAnError() throws IOException {
        var world = missed();

        var first = world.fetch();
        assertThat(again(world, first).outcome()).as("before a sync").isEqualTo("snoozed");
        world.mail.sync();
        var last = again(world, first);

        assertThat(last.jobState()).contains("discarded");
        assertThat(last.errorCode()).isEqualTo("message-gone");
        assertThat(world.failure()).contains("message-gone");
    }

    @Test
    void nobodyWaitsForASyncThatDoesNotCome() throws IOException {
        var refused = missed();
        var waiting = refused.fetch();
        refused.mail.write("UPDATE sync.account SET state = 'error'");
        assertThat(again(refused, waiting).errorCode()).isEqualTo("login-refused");

        var world = missed();
        var first = world.fetch();
        world.engine.later(Duration.ofMinutes(9));
        assertThat(world.engine.attempt(world.job(), first.jobId()).outcome()).isEqualTo("snoozed");
        world.engine.later(Duration.ofMinutes(2));
        assertThat(world.engine.attempt(world.job(), first.jobId()).errorCode())
                .isEqualTo("message-gone");
    }

    @Test
    void serverThatAsksForPatienceIsNotAskedEarlier() throws IOException {
        var world = missed();
        world.mail.write("UPDATE sync.account SET sync_error = 'throttled'");

        world.fetch();

        assertThat(world.account("next_due_at <= jobs.clock()")).isEqualTo("false");
    }

    private static FetchWorld missed() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        place(world, 77);
        return world;
    }

    private static void place(FetchWorld world, int uid) {
        world.mail.write(
                "UPDATE sync.message SET uid = %d WHERE id = '%s'".formatted(uid, world.mail.id));
    }

    private static Ran again(FetchWorld world, Ran first) {
        world.engine.untilDue(first.jobId());
        return world.engine.attempt(world.job(), first.jobId());
    }
}
