package dev.nightmail.sync.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
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
    @Tag("S5")
    void searchMustFindAsManyAsExist() throws IOException {
        for (var found : List.of("", " 1 2", " 1 2 3 4")) {
            try (var server = new ScriptedServer("* SEARCH" + found + "\r\nTAG OK done\r\n")) {
                var mailbox = server.mailbox(3);

                fails(mailbox::searchAll, Kind.TEMPORARY);
                assertThat(mailbox.isUsable()).isTrue();
            }
        }
    }

    @Test
    @Tag("S5")
    void searchMayFindMoreOrLessByWhatWasAnnouncedMeanwhile() throws IOException {
        var left = "* SEARCH 1 3\r\n* 2 EXPUNGE\r\nTAG OK done\r\n";
        var arrived = "* 4 EXISTS\r\n* SEARCH 1 3 4 5\r\nTAG OK done\r\n";
        try (var server = new ScriptedServer(left, arrived)) {
            var mailbox = server.mailbox(3);

            assertThat(mailbox.searchAll()).hasToString("1,3");
            assertThat(mailbox.exists()).isEqualTo(2);
            assertThat(mailbox.searchAll()).hasToString("1,3:5");
            assertThat(mailbox.exists()).isEqualTo(4);
        }
    }

    @Test
    @Tag("S5")
    void listWithoutInboxIsNotAWholeList() throws IOException {
        for (var listed : List.of("", "* LIST () \"/\" Sent\r\n")) {
            try (var server = new ScriptedServer(listed + "TAG OK done\r\n")) {
                fails(server.login()::listWithStatus, Kind.PROTOCOL);
            }
        }
    }

    @Test
    @Tag("S4")
    void absurdCountersAreNotTold() throws IOException {
        var uidNext = "* OK [UIDNEXT 9999999999999999999] far ahead\r\n";
        var modSeq = "* OK [HIGHESTMODSEQ 9223372036854775807] the last\r\n";
        var answer = "* 0 EXISTS\r\n" + uidNext + modSeq + "TAG OK done\r\n";
        try (var server = new ScriptedServer(answer)) {
            var status = server.login().examine(MailboxName.INBOX).atSelect();

            assertThat(status.uidNext()).isZero();
            assertThat(status.highestModSeq()).hasValue(Long.MAX_VALUE);
        }
    }

    @Test
    @Tag("S3")
    void headersOfAPageAreBoundedTogether() throws IOException {
        var header = "x".repeat(SelectedMailbox.HEADER_LIMIT);
        var page = new StringBuilder();
        for (int uid = 1; uid <= 17; uid++) {
            page.append("* 1 FETCH (UID %d BODY[HEADER] {%d}\r\n".formatted(uid, header.length()))
                    .append(header)
                    .append(")\r\n");
        }
        try (var server = new ScriptedServer(page + "TAG OK done\r\n", GOOD + "TAG OK done\r\n")) {
            var mailbox = server.mailbox(17);

            fails(() -> mailbox.fetch(UidSet.parse("1:17")), Kind.PROTOCOL);
            assertThat(mailbox.fetch(UidSet.of(1))).hasSize(1);
        }
    }

    @Test
    @Tag("S7")
    void answerThatOurReadingFailsOnIsReadToItsEnd() throws IOException {
        try (var server = new ScriptedServer("* 1 EXISTS\r\nTAG OK done\r\n")) {
            var session = server.session();
            ImapSession.Untagged failing =
                    (_, _, _) -> {
                        throw new IllegalStateException("a fault of ours");
                    };

            fails(() -> session.command("NOOP", failing), Kind.PROTOCOL);
            assertThat(session.isUsable()).isTrue();
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
