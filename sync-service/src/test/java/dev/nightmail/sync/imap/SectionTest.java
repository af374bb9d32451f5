package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sections of messages that come as streams, and servers that do it wrong. */
@Tag("S10")
class SectionTest {

    private final StringBuilder read = new StringBuilder();

    @Test
    void realServerStreamsTheWholeMessageAndItsParts() throws IOException {
        var user = RemoteUser.fresh();
        var message =
                String.join(
                        "\r\n",
                        "Content-Type: multipart/mixed; boundary=b",
                        "",
                        "--b",
                        "",
                        "one",
                        "--b",
                        "Content-Type: text/html",
                        "",
                        "two",
                        "--b--",
                        "");
        user.receive(message, "S");
        try (var connection = user.open()) {
            var mailbox = connection.examine(MailboxName.INBOX);

            assertThat(text(mailbox, "")).contains(message);
            assertThat(text(mailbox, "2")).contains("two");
            assertThat(text(mailbox, "2.MIME")).contains("Content-Type: text/html\r\n\r\n");
            assertThat(mailbox.structureOf(1).orElseThrow().parts().orElseThrow())
                    .extracting(RemotePart::number, RemotePart::type, RemotePart::group)
                    .containsExactly(tuple("1", "text/plain", "1"), tuple("2", "text/html", "2"));
            assertThat(mailbox.structureOf(99)).isEmpty();
            assertThat(mailbox.readSection(99, "", this::gather)).isFalse();
        }
    }

    @Test
    void sectionOfManyMegabytesNeedsNoMemory() throws IOException {
        var large = "x".repeat(60 << 20);
        try (var server =
                new ScriptedServer(
                        "* 1 FETCH (UID 7 BODY[] {%d}\r\n%s)\r\nTAG OK done\r\n"
                                .formatted(large.length(), large))) {
            var seen = new long[1];

            boolean complete =
                    server.mailbox(1)
                            .readSection(
                                    7,
                                    "",
                                    (in, length) -> {
                                        seen[0] = length;
                                        in.skipNBytes(length);
                                    });

            // More than an answer may hold in memory.
            assertThat(complete).isTrue();
            assertThat(seen[0]).isEqualTo(60 << 20);
        }
    }

    @Test
    void sectionThatIsNotReadToItsEndIsPassedOver() throws IOException {
        try (var server = answering("* 1 FETCH (BODY[1] {6}\r\nabcdef UID 7)\r\nTAG OK done\r\n")) {
            var mailbox = server.mailbox(1);

            assertThat(mailbox.readSection(7, "1", (in, _) -> read.append((char) in.read())))
                    .isTrue();
            assertThat(read).hasToString("a");
            assertThat(mailbox.isUsable()).isTrue();
        }
    }

    @Test
    void sectionMayStandInQuotesOrBeNothing() throws IOException {
        try (var server = answering("* 1 FETCH (UID 7 BODY[1] \"abc\")\r\nTAG OK done\r\n")) {
            assertThat(text(server.mailbox(1), 7, "1")).contains("abc");
        }
        try (var server = answering("* 1 FETCH (UID 7 BODY[1] NIL)\r\nTAG OK done\r\n")) {
            assertThat(text(server.mailbox(1), 7, "1")).isEmpty();
        }
    }

    @Test
    void connectionThatEndsWithinASectionFails() throws IOException {
        try (var server = answering("* 1 FETCH (UID 7 BODY[] {6}\r\nabc")) {
            var mailbox = server.mailbox(1);

            fails(() -> mailbox.readSection(7, "", this::gather), Kind.TEMPORARY);
            assertThat(mailbox.isUsable()).isFalse();
        }
    }

    @Test
    void sectionWithoutTheTaggedOkFails() throws IOException {
        try (var server = answering("* 1 FETCH (UID 7 BODY[] {3}\r\nabc)\r\n")) {
            fails(() -> server.mailbox(1).readSection(7, "", this::gather), Kind.TEMPORARY);
        }
        try (var server = answering("* 1 FETCH (UID 7 BODY[] {3}\r\nabc)\r\nTAG NO sorry\r\n")) {
            fails(() -> server.mailbox(1).readSection(7, "", this::gather), Kind.PERMANENT);
        }
    }

    @Test
    void literalThatIsLongerThanItsServerSaysFails() throws IOException {
        try (var server = answering("* 1 FETCH (UID 7 BODY[] {3}\r\nabcdef)\r\nTAG OK done\r\n")) {
            fails(() -> server.mailbox(1).readSection(7, "", this::gather), Kind.PROTOCOL);
        }
    }

    @Test
    void literalThatIsShorterThanItsServerSaysFails() throws IOException {
        try (var server = answering("* 1 FETCH (UID 7 BODY[] {300}\r\nabc)\r\nTAG OK done\r\n")) {
            fails(() -> server.mailbox(1).readSection(7, "", this::gather), Kind.TEMPORARY);
        }
    }

    @Test
    void sectionOfAnotherMessageOrASecondOneFails() throws IOException {
        try (var server = answering("* 1 FETCH (BODY[] {3}\r\nabc UID 8)\r\nTAG OK done\r\n")) {
            fails(() -> server.mailbox(1).readSection(7, "", this::gather), Kind.PROTOCOL);
        }
        var one = "* 1 FETCH (UID 7 BODY[] {3}\r\nabc)\r\n";
        try (var server = answering(one + one + "TAG OK done\r\n")) {
            fails(() -> server.mailbox(1).readSection(7, "", this::gather), Kind.TEMPORARY);
        }
    }

    @Test
    void whatOurReadingFailsWithComesOutAndEndsTheConnectionsUse() throws IOException {
        try (var server = answering("* 1 FETCH (UID 7 BODY[] {3}\r\nabc)\r\nTAG OK done\r\n")) {
            var mailbox = server.mailbox(1);

            assertThatThrownBy(() ->
                            mailbox.readSection(
                                    7,
                                    "",
                                    (_, _) -> {
                                        throw new IllegalStateException("too much");
                                    }))
                    .hasMessage("too much");
            assertThat(mailbox.isUsable()).isFalse();
        }
    }

    private static ScriptedServer answering(String answer) throws IOException {
        return new ScriptedServer(answer);
    }

    private Optional<String> text(SelectedMailbox mailbox, String section) throws IOException {
        return text(mailbox, 1, section);
    }

    private Optional<String> text(SelectedMailbox mailbox, long uid, String section)
            throws IOException {
        read.setLength(0);
        return mailbox.readSection(uid, section, this::gather)
                ? Optional.of(read.toString())
                : Optional.empty();
    }

    private void gather(InputStream in, long length) throws IOException {
        read.append(new String(in.readAllBytes(), ISO_8859_1));
    }

    private static void fails(ThrowingCallable action, Kind kind) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ImapException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
