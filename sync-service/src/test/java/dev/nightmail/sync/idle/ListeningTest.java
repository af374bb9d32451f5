package dev.nightmail.sync.idle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.time.Monotonic;
import dev.nightmail.sync.idle.IdleRepository.End;
import dev.nightmail.sync.idle.IdleRepository.Stored;
import dev.nightmail.sync.idle.IdleRepository.Taken;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S6")
class ListeningTest {

    private static final String INBOX =
            "* 1 EXISTS\r\n* OK [UIDVALIDITY 1] era\r\n* OK [UIDNEXT 2] next\r\nTAG OK done\r\n";

    private final AtomicLong now = new AtomicLong();

    @Test
    void connectionThatEndsAtOnceIsTriedAgainEverMoreSlowly() throws IOException {
        var first = listen("IDLE", "* BYE\r\n", taken(0));
        var fourth = listen("IDLE", "* BYE\r\n", taken(3));
        var late = listen("IDLE", "* BYE\r\n", taken(20));

        assertThat(first.failures()).isOne();
        assertThat(first.pause()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        assertThat(fourth.pause()).isBetween(Duration.ofSeconds(64), Duration.ofSeconds(96));
        assertThat(late.pause()).isBetween(Duration.ofMinutes(12), Duration.ofMinutes(18));
    }

    @Test
    void connectionThatHasLivedBeginsAnew() throws IOException {
        assertThat(after(Duration.ofMinutes(5).minusNanos(1)).failures()).isEqualTo(4);
        assertThat(after(Duration.ofMinutes(5)).failures()).isZero();
    }

    @Test
    void serverThatHangsUpOnASilenceIsAskedSooner() throws IOException {
        assertThat(after(Duration.ofMinutes(10)).longest()).contains(Duration.ofMinutes(8));
        assertThat(after(Duration.ofMinutes(29)).longest()).isEmpty();
    }

    @Test
    void serverWithoutIdleIsLeftToThePoll() throws IOException {
        var end = listen("NONE", "", taken(0));

        assertThat(end.problem()).isEqualTo("no-idle");
        assertThat(end.pause()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void whatTheServerTellsIsHeardAndItsSmallTalkIsNot() throws IOException {
        var heard = listening(taken(0));
        run(heard, "IDLE", "+ idling\r\n* 2 EXISTS\r\n* BYE\r\n", true);
        var quiet = listening(taken(0));
        run(quiet, "IDLE", "+ idling\r\n* OK Still here\r\n* BYE\r\n", true);

        assertThat(heard.takeHeard()).isTrue();
        assertThat(heard.takeHeard()).isFalse();
        assertThat(quiet.takeHeard()).isFalse();
    }

    @Test
    void whatCameWhileNobodyListenedIsHeard() throws IOException {
        var listening = listening(taken(0));

        run(listening, "IDLE", "* BYE\r\n", false);

        assertThat(listening.takeHeard()).isTrue();
    }

    @Test
    void whereInboxIsALabelTheMailboxOfAllMessagesIsCompared() throws IOException {
        assertThat(hearsWhereAllAre(5, "* STATUS \"All\" (MESSAGES 5 UIDNEXT 9 UIDVALIDITY 7)\r\n"))
                .isFalse();
        assertThat(hearsWhereAllAre(4, "* STATUS \"All\" (MESSAGES 5 UIDNEXT 9 UIDVALIDITY 7)\r\n"))
                .isTrue();
        assertThat(hearsWhereAllAre(5, "")).isTrue();
    }

    /** An empty answer is a refusal. */
    private boolean hearsWhereAllAre(long stored, String status) throws IOException {
        var listening = listening(taken(0));
        var answer = status.isEmpty() ? "TAG NO not shown\r\n" : status + "TAG OK done\r\n";
        var all = new Stored(new MailboxName("All"), 7, 9, stored, OptionalLong.empty());
        try (var server =
                ScriptedServer.announcing(
                        "IMAP4rev1 IDLE",
                        command ->
                                command.startsWith("STATUS")
                                        ? answer
                                        : command.equals("IDLE")
                                                ? "+ idling\r\n* BYE\r\n"
                                                : INBOX)) {
            listening.run(way(server, all));
        }
        return listening.takeHeard();
    }

    /** How a connection ends that breaks after so long. */
    private End after(Duration lived) throws IOException {
        try (var server =
                ScriptedServer.announcing(
                        "IMAP4rev1 IDLE",
                        command -> {
                            now.addAndGet(command.equals("IDLE") ? lived.toNanos() : 0);
                            return command.equals("IDLE") ? "+ idling\r\n* BYE\r\n" : INBOX;
                        })) {
            return listening(taken(3)).run(way(server, inbox(true)));
        }
    }

    private End listen(String capability, String answer, Taken taken) throws IOException {
        return run(listening(taken), capability, answer, true);
    }

    private End run(Listening listening, String capability, String answer, boolean isAsStored)
            throws IOException {
        try (var server =
                ScriptedServer.announcing(
                        "IMAP4rev1 " + capability,
                        command -> command.equals("IDLE") ? answer : INBOX)) {
            return listening.run(way(server, inbox(isAsStored)));
        }
    }

    private static Stored inbox(boolean isAsStored) {
        return new Stored(MailboxName.INBOX, 1, 2, isAsStored ? 1 : 0, OptionalLong.empty());
    }

    private static Listening.Way way(ScriptedServer server, Stored stored) {
        return new Listening.Way() {
            @Override
            public ImapConnection open() throws ImapException {
                return server.login();
            }

            @Override
            public Optional<Stored> stored() {
                return Optional.of(stored);
            }
        };
    }

    private Listening listening(Taken taken) {
        Monotonic time = now::get;
        return new Listening(taken, TestSettings::usual, time);
    }

    private static Taken taken(int failures) {
        return new Taken(UUID.randomUUID(), UUID.randomUUID(), 1, failures, Optional.empty());
    }
}
