package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.imap.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies of accounts that are not served, and of servers that are to be left alone. */
@Tag("S10")
class UnservedBodyTest {

    private final FetchWorld world = world();

    @Test
    @Tag("S9")
    void nobodyLogsInWithAPasswordThatWasRefused() {
        world.mail.write("UPDATE sync.account SET state = 'error'");

        var ran = world.fetch();

        assertThat(ran.jobState()).contains("discarded");
        assertThat(ran.errorCode()).isEqualTo("login-refused");
        assertThat(world.failure()).contains("login-refused");
        world.mail.write("UPDATE sync.account SET state = 'ok'");
        assertThat(world.fetch().jobState()).contains("completed");
    }

    @Test
    void bodyOfAnAccountThatIsSwitchedOffIsAnErrorThatSaysSo() {
        world.mail.write("UPDATE sync.account SET active = false, state = 'paused'");

        assertThat(world.fetch().errorCode()).isEqualTo("account-rests");
        assertThat(world.failure()).contains("account-rests");
    }

    @Test
    @Tag("S9")
    void pausedHostIsNotAskedBeforeItsPauseIsOver() {
        var host = pause("5 minutes");

        var ran = world.fetch();

        assertThat(ran.outcome()).isEqualTo("snoozed");
        assertThat(ran.errorCode()).isEqualTo("host-paused");
        assertThat(world.failure()).isEmpty();
        world.mail.write("UPDATE sync.account SET imap_host = '" + host + "'");
        assertThat(again(world.job(), ran).jobState()).contains("completed");
    }

    @Test
    @Tag("S9")
    void whoWaitsForAHostThatStaysPausedIsToldInTheEnd() {
        pause("15 minutes");
        var first = world.fetch();
        assertThat(first.outcome()).isEqualTo("snoozed");
        pause("31 minutes");

        assertThat(again(world.job(), first).jobState()).contains("discarded");
        assertThat(world.failure()).contains("host-paused");
    }

    @Test
    @Tag("S9")
    void serverThatAsksForPatienceIsGivenItForAWhileAndThenItIsAnError() {
        var busy = busy("Request is throttled. Suggested Backoff Time: 660000 milliseconds");

        var first = world.engine.run(busy, world.args(), world.tenant());
        assertThat(first.outcome()).isEqualTo("snoozed");
        assertThat(again(busy, first).errorCode()).isEqualTo("throttled");

        assertThat(world.failure()).contains("throttled");
        assertThat(world.engine.liveState(first.jobId())).isEmpty();
    }

    @Test
    @Tag("S9")
    void askingForPatienceAgainAndAgainIsNoWayToKeepSomebodyWaiting() {
        var busy = busy("[LIMIT] Too many simultaneous connections.");
        var ran = world.engine.run(busy, world.args(), world.tenant());
        for (int minute = 0; minute < 15; minute++) {
            ran = again(busy, ran);
            assertThat(ran.outcome()).isEqualTo("snoozed");
        }

        world.engine.later(Duration.ofMinutes(5));

        assertThat(world.engine.attempt(busy, ran.jobId()).jobState()).contains("discarded");
        assertThat(world.failure()).contains("throttled");
    }

    private Job<FetchBodyJob.Args> busy(String text) {
        return world.at(() -> {
            throw ScriptedServer.refusal("LOGIN", text);
        });
    }

    private Ran again(Job<FetchBodyJob.Args> job, Ran before) {
        world.engine.untilDue(before.jobId());
        return world.engine.attempt(job, before.jobId());
    }

    /** The account's server is another one, which is to be left alone; the one before. */
    private String pause(String rest) {
        var before = world.account("imap_host");
        var paused = UUID.randomUUID() + ".example.com";
        world.mail.write("UPDATE sync.account SET imap_host = '" + paused + "'");
        TestDatabase.asOwner(
                """
                INSERT INTO sync.host_pause (host, port, failures, not_before)
                SELECT imap_host, imap_port, 3, jobs.clock() + interval '%s' FROM sync.account WHERE imap_host = '%s'
                """
                        .formatted(rest, paused));
        return before;
    }

    private static FetchWorld world() {
        try {
            return new FetchWorld(Mails.FULL);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
