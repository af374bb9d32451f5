package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.testkit.Ran;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies that are fetched before anybody asks. */
@Tag("S10")
class FetchAheadTest {

    @Test
    @Tag("J2")
    void onlyMessagesWithoutAFreshBodyAreFetchedAhead() throws IOException {
        var world = new FetchWorld(Mails.FULL);

        assertThat(world.ahead()).isEqualTo(1);
        assertThat(world.ahead()).isZero();
        assertThat(world.engine.drain(world.tenant(), world.job())).hasSize(1);
        assertThat(world.ahead()).isZero();
        world.engine.clock.advance(Duration.ofDays(30));

        assertThat(world.ahead()).isEqualTo(1);
        assertThat(world.found().object()).isEmpty();
    }

    @Test
    void bodyThatSomebodyOpensDoesNotWaitForItsTurnAndIsFetchedOnce() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.ahead();

        var asked = world.ask(Optional.empty());

        var ran = world.engine.drain(world.tenant(), world.job());
        assertThat(ran).extracting(Ran::jobId).first().isEqualTo(asked);
        assertThat(ran).extracting(Ran::jobState).containsOnly(Optional.of("completed")).hasSize(2);
        assertThat(ran.getFirst().counts()).containsEntry("stored", 1L);
        assertThat(ran.getLast().counts()).doesNotContainKey("stored");
    }

    @Test
    void whatCouldNotBeFetchedAheadIsNoErrorForWhoOpensIt() throws IOException {
        var world = new FetchWorld(Mails.FULL);
        world.mail.write("UPDATE sync.mailbox SET uid_validity = uid_validity + 1");
        world.ahead();

        var first = world.engine.drain(world.tenant(), world.job()).getFirst();
        world.engine.untilDue(first.jobId());
        var second = world.engine.attempt(world.job(), first.jobId());

        assertThat(second.jobState()).contains("discarded");
        assertThat(second.errorCode()).isEqualTo("mailbox-changed");
        assertThat(world.failure()).isEmpty();
        world.mail.write("UPDATE sync.mailbox SET uid_validity = uid_validity - 1");
        world.ask(Optional.empty());
        assertThat(world.engine.drain(world.tenant(), world.job())).hasSize(1);
        assertThat(world.found().object()).isPresent();
    }
}
