package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BrokenServerTest {

    private static final String HEADER = "BODY[HEADER]<0> {6}\r\nA: b\r\n";
    private static final String GOOD =
            "* 1 FETCH (UID 1 FLAGS () RFC822.SIZE 9 "
                    + HEADER
                    + " BODYSTRUCTURE"
                    + " (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 3 1))\r\n";
    private static final String TORN =
            "* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 9 BODYSTRUCTURE ((\"TEXT\" " + HEADER + ")\r\n";

    @Test
    void connectionLostWithinAPageIsNotAShortPage() throws IOException {
        try (var server = new ScriptedServer(GOOD)) {
            var mailbox = server.mailbox(2);

            fails(() -> mailbox.fetch(UidSet.parse("1:2")), Kind.TEMPORARY);
        }
    }

    @Test
    void byeWithinASearchIsNotAnEmptyMailbox() throws IOException {
        try (var server = new ScriptedServer("* BYE going down\r\n")) {
            var mailbox = server.mailbox(2);

            fails(mailbox::searchAll, Kind.TEMPORARY);
        }
    }

    @Test
    void searchWithoutAnAnswerIsNotAnEmptyMailbox() throws IOException {
        try (var server = new ScriptedServer("TAG OK done\r\n")) {
            var mailbox = server.mailbox(1);

            fails(mailbox::searchAll, Kind.PROTOCOL);
        }
    }

    @Test
    void searchWithoutAnAnswerIsFineInAnEmptyMailbox() throws IOException {
        try (var server = new ScriptedServer("TAG OK done\r\n")) {
            assertThat(server.mailbox(0).searchAll()).isEqualTo(UidSet.EMPTY);
        }
    }

    @Test
    void plainSearchAnswerIsRead() throws IOException {
        try (var server = new ScriptedServer("* SEARCH 3 1 2 9\r\nTAG OK done\r\n")) {
            assertThat(server.mailbox(4).searchAll()).hasToString("1:3,9");
        }
    }

    @Test
    void refusedFetchTellsWhatTheCodeMeans() throws IOException {
        try (var server = new ScriptedServer("TAG NO [SERVERBUG] ada@example.com\r\n")) {
            var mailbox = server.mailbox(1);

            assertThatThrownBy(() -> mailbox.fetch(UidSet.of(1)))
                    .hasMessage("UID FETCH: TEMPORARY [SERVERBUG]");
        }
    }

    @Test
    void tooManyConnectionsAreToldByWordsToo() throws IOException {
        try (var server = new ScriptedServer("TAG NO Too many simultaneous connections\r\n")) {
            var session = server.session();

            fails(() -> session.command("NOOP", ImapSession.IGNORE), Kind.THROTTLED);
        }
    }

    @Test
    void tornStructureCostsTheStructureAndNotThePage() throws IOException {
        var again = "* 2 FETCH (UID 2 FLAGS () RFC822.SIZE 9 " + HEADER + ")\r\nTAG OK done\r\n";
        try (var server = new ScriptedServer(GOOD + TORN + "TAG OK done\r\n", again)) {
            var page = server.mailbox(2).fetch(UidSet.parse("1:2"));

            assertThat(page).extracting(FetchedMessage::uid).containsExactly(1L, 2L);
            assertThat(page)
                    .extracting(FetchedMessage::structureReadable)
                    .containsExactly(true, false);
        }
    }

    @Test
    void structureThatMakesNoSenseCostsTheStructureOnly() throws IOException {
        var odd = "* 1 FETCH (UID 1 " + HEADER + " BODYSTRUCTURE (NIL NIL 4))\r\nTAG OK done\r\n";
        try (var server = new ScriptedServer(odd)) {
            var message = server.mailbox(1).fetch(UidSet.of(1)).getFirst();

            assertThat(message.structureReadable()).isFalse();
            assertThat(message.attachments()).isEmpty();
        }
    }

    @Test
    void messageThatCannotBeReadEvenAloneIsAProtocolError() throws IOException {
        var twice = TORN + "TAG OK done\r\n";
        try (var server = new ScriptedServer(twice, twice)) {
            var mailbox = server.mailbox(1);

            fails(() -> mailbox.fetch(UidSet.of(2)), Kind.PROTOCOL);
        }
    }

    @Test
    void literalBeyondTheLimitIsRefusedBeforeItIsRead() throws IOException {
        var huge = "* 1 FETCH (UID 1 BODY[HEADER]<0> {4000000000}\r\n";
        try (var server = new ScriptedServer(huge)) {
            var mailbox = server.mailbox(1);

            fails(() -> mailbox.fetch(UidSet.of(1)), Kind.TEMPORARY);
            assertThat(mailbox.isUsable()).isFalse();
        }
    }

    @Test
    void unreadableAnswerIsReadToItsEndBeforeItIsAnError() throws IOException {
        var torn = TORN + GOOD + "TAG OK done\r\n";
        try (var server = new ScriptedServer(torn, torn, GOOD + "TAG OK done\r\n")) {
            var mailbox = server.mailbox(2);

            fails(() -> mailbox.fetch(UidSet.parse("1:2")), Kind.PROTOCOL);
            assertThat(mailbox.isUsable()).isTrue();
            assertThat(mailbox.fetch(UidSet.of(1))).hasSize(1);
        }
    }

    @Test
    void answerWithAnotherTagLeavesNothingToAsk() throws IOException {
        try (var server = new ScriptedServer("A9 OK done\r\n")) {
            var mailbox = server.mailbox(1);

            fails(() -> mailbox.fetch(UidSet.of(1)), Kind.TEMPORARY);
            assertThat(mailbox.isUsable()).isFalse();
        }
    }

    @Test
    void byeWithAnyCodeLeavesNothingToAsk() throws IOException {
        try (var server = new ScriptedServer("* BYE [CLIENTBUG] enough\r\n")) {
            var mailbox = server.mailbox(1);

            fails(() -> mailbox.fetch(UidSet.of(1)), Kind.PROTOCOL);
            assertThat(mailbox.isUsable()).isFalse();
        }
    }

    @Test
    void flagsOfAnotherClientInBetweenAreNoMessage() throws IOException {
        var between = "* 7 FETCH (FLAGS (\\Seen))\r\n* 3 EXPUNGE\r\n* 9 EXISTS\r\n";
        try (var server = new ScriptedServer(between + GOOD + "TAG OK done\r\n")) {
            assertThat(server.mailbox(1).fetch(UidSet.of(1))).hasSize(1);
        }
    }

    private static void fails(ThrowingCallable action, Kind kind) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ImapException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
