package dev.nightmail.mail.smtp;

import static dev.nightmail.mail.smtp.ScriptedSmtpServer.DROP;
import static dev.nightmail.mail.smtp.ScriptedSmtpServer.FINAL_DOT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M2")
class SmtpClientTest {

    /** The sender cannot come to the dot of it before it finds out that nobody reads. */
    private static final String MORE_THAN_IS_BUFFERED = "x\r\n".repeat(8_000_000);

    private static final Envelope ENVELOPE =
            new Envelope("anna@example.org", List.of("bert@example.org", "carl@example.org"));

    private static final String PIPELINING =
            "250-scripted\r\n250-AUTH PLAIN\r\n250-SIZE 1000\r\n250 PIPELINING";

    private static final String BERT = "RCPT TO:<bert@example.org>";
    private static final String CARL = "RCPT TO:<carl@example.org>";

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final List<Set<String>> marked = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void messageArrivesAsItWasWrittenAndTheMarkIsSetOnce() {
        var text = "Subject: x\r\n\r\n.dot\r\n..two\r\nend\r\n";

        var outcome = send(text);

        assertThat(outcome).isEqualTo("250 2.0.0");
        assertThat(server.received()).containsExactly(text);
        assertThat(marked).containsExactly(Set.of());
    }

    @Test
    void refusedRecipientKeepsTheMessageFromNobodyElse() {
        server.then(Map.of(BERT, "550 5.1.1 <bert@example.org> unknown"));

        var result = send(server.address(), "x\r\n");

        assertThat(texts(result)).containsExactly("550 5.1.1", "250 2.0.0");
        assertThat(result.phase()).isEqualTo(Phase.REPLIED);
        assertThat(server.received()).containsExactly("x\r\n");
        assertThat(marked).containsExactly(Set.of("bert@example.org"));
    }

    @Test
    void messageThatAllRecipientsAreRefusedIsNotOffered() {
        server.then(Map.of(BERT, "550 5.1.1 unknown", CARL, "450 4.2.0 later"));

        var result = send(server.address(), "x\r\n");

        assertThat(texts(result)).containsExactly("550 5.1.1", "450 4.2.0");
        assertThat(result.phase()).isEqualTo(Phase.RCPT);
        assertThat(server.commands()).doesNotContain("DATA");
        assertThat(marked).isEmpty();
    }

    @Test
    void recipientWhoWasRefusedBeforeTheConnectionIsLostStaysRefused() {
        server.then(Map.of(BERT, "550 5.1.1 unknown", CARL, DROP));

        assertThat(texts(send(server.address(), "x\r\n")))
                .containsExactly("550 5.1.1", "rcpt-lost");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void commandsGoTogetherWhereTheServerReadsThemSo() {
        server.then(Map.of("EHLO", PIPELINING, BERT, "550 5.1.1 unknown"));

        var result = send(server.address(), "x\r\n");

        assertThat(texts(result)).containsExactly("550 5.1.1", "250 2.0.0");
        assertThat(server.commands()).contains("MAIL FROM:<anna@example.org> SIZE=3");
        assertThat(server.received()).containsExactly("x\r\n");
    }

    @Test
    void serverThatWantsTheTextForNobodyDoesNotGetIt() {
        var unknown = "550 5.1.1 unknown";
        server.then(Map.of("EHLO", PIPELINING, "RCPT", unknown));

        var result = send(server.address(), "x\r\n");

        assertThat(texts(result)).containsExactly("550 5.1.1", "550 5.1.1");
        assertThat(server.commands()).contains("DATA");
        assertThat(server.received()).isEmpty();
        assertThat(marked).isEmpty();
    }

    @Test
    void senderWhoIsRefusedAmongCommandsThatWentTogetherIsHandedOverToNobody() {
        server.then(Map.of("EHLO", PIPELINING, "MAIL", "452 4.3.1 full"));

        assertThat(texts(send(server.address(), "x\r\n"))).containsOnly("452 4.3.1");
        assertThat(server.received()).isEmpty();
    }

    @Test
    @Tag("M3")
    void greylistedRecipientIsDeferred() {
        server.then(Map.of("RCPT", "450 4.2.0 later"));

        assertThat(send("x\r\n")).isEqualTo("450 4.2.0");
    }

    @Test
    @Tag("M3")
    void refusedLoginIsNoVerdictOnTheMessage() {
        server.then(Map.of("AUTH", "535 5.7.8 no"));

        assertThat(send("x\r\n")).isEqualTo("auth-535");
    }

    @Test
    void connectionLostBetweenDataAndTheDotHandsNothingOver() {
        server.then(Map.of("DATA", "354 go on " + DROP));

        assertThat(send(MORE_THAN_IS_BUFFERED)).isEqualTo("data-lost");
        assertThat(marked).isEmpty();
    }

    @Test
    void serverThatGivesUpBeforeTheDotDefers() {
        server.then(Map.of("DATA", "354 go on\r\n421 4.3.2 going down"));

        assertThat(send("x\r\n")).isEqualTo("421 4.3.2");
        assertThat(marked).isEmpty();
    }

    @Test
    void connectionLostBehindTheDotIsInDoubt() {
        server.then(Map.of(FINAL_DOT, DROP));

        assertThat(send("x\r\n")).isEqualTo("no-reply-after-dot");
        assertThat(marked).containsExactly(Set.of());
    }

    @Test
    void replyToTheDotDecides() {
        server.then(Map.of(FINAL_DOT, "452 4.3.1 full")).then(Map.of(FINAL_DOT, "554 5.6.0 no"));

        assertThat(send("x\r\n")).isEqualTo("452 4.3.1");
        assertThat(send("x\r\n")).isEqualTo("554 5.6.0");
    }

    @Test
    void markThatCannotBeSetKeepsTheDotBack() {
        var client = TestSmtp.client();

        assertThatThrownBy(() ->
                        client.send(
                                server.address(),
                                ENVELOPE,
                                "x\r\n".getBytes(US_ASCII),
                                refused -> {
                                    throw new IllegalStateException("no");
                                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void serverWithoutTheNameInItsCertificateIsNotSpokenTo() {
        var login = new SmtpLogin("anna", "secret");
        var other = new SmtpServer("127.0.0.2", server.port(), SmtpServer.Tls.IMPLICIT, login);

        var outcome = send(TestSmtp.client(), other);

        assertThat(outcome).isEqualTo("unreachable");
        assertThat(server.commands()).isEmpty();
    }

    @Test
    void addressThatHoldsACommandIsNeverSent() {
        var evil = new Envelope("anna@example.org", List.of("b@c.d>\r\nRSET"));

        var outcome =
                TestSmtp.client()
                        .send(server.address(), evil, "x\r\n".getBytes(US_ASCII), refused -> {});

        assertThat(texts(outcome)).containsExactly("rcpt-lost");
        assertThat(server.commands()).noneMatch(line -> line.startsWith("RSET"));
    }

    @Test
    @Tag("S1")
    void hostThatIsNotPublicIsNotConnectedTo() throws IOException {
        try (var inside = new ServerSocket(0)) {
            for (var host : List.of("localhost", "127.0.0.1", "2130706433", "::1", "0.0.0.0")) {
                var login = new SmtpLogin("anna", "secret");
                var server =
                        new SmtpServer(host, inside.getLocalPort(), SmtpServer.Tls.STARTTLS, login);

                assertThat(send(TestSmtp.wary(), server)).isEqualTo("unreachable");
            }
            // Connections are accepted in their order: had anybody come, it would be the first.
            try (var test = new Socket(InetAddress.getLoopbackAddress(), inside.getLocalPort());
                    var first = inside.accept()) {
                assertThat(first.getPort()).isEqualTo(test.getLocalPort());
            }
        }
    }

    @Test
    @Tag("S1")
    void whateverIsWrongBeforeTlsIsTheSame() throws IOException {
        var login = new SmtpLogin("anna", "secret");
        var plain = new SmtpServer("localhost", server.port(), SmtpServer.Tls.STARTTLS, login);
        int freed;
        try (var closed = new ServerSocket(0)) {
            freed = closed.getLocalPort();
        }
        var dead = new SmtpServer("localhost", freed, SmtpServer.Tls.IMPLICIT, login);

        assertThat(send(TestSmtp.client(), dead)).isEqualTo("unreachable");
        assertThat(send(TestSmtp.client(), plain)).isEqualTo("unreachable");
    }

    @Test
    @Tag("S1")
    void tokenGoesByXoauth2AndOneThatHasRunOutIsNotSent() {
        var hello = Map.of("EHLO", "250-scripted\r\n250 AUTH PLAIN XOAUTH2");
        server.then(hello);

        var sent = send(TestSmtp.client(), vouched(SmtpLogin.Proof.TOKEN));
        var late = send(TestSmtp.client(), vouched(SmtpLogin.Proof.NONE));

        assertThat(sent).startsWith("250");
        assertThat(server.commands())
                .contains(
                        "AUTH XOAUTH2 "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                "user=anna\1auth=Bearer a-token\1\1"
                                                        .getBytes(US_ASCII)));
        assertThat(late).isEqualTo("token-expired");
        assertThat(server.commands()).filteredOn(line -> line.startsWith("EHLO")).hasSize(1);
    }

    private SmtpServer vouched(SmtpLogin.Proof proof) {
        var login = new SmtpLogin("anna", "a-token", proof);
        return new SmtpServer("localhost", server.port(), SmtpServer.Tls.IMPLICIT, login);
    }

    private static List<String> texts(SmtpResult result) {
        return result.outcomes().values().stream().map(SmtpOutcome::text).toList();
    }

    /** What is heard of all recipients alike. */
    private static String only(SmtpResult result) {
        assertThat(result.outcomes().keySet()).containsExactlyElementsOf(ENVELOPE.recipients());
        assertThat(texts(result)).containsOnly(texts(result).getFirst());
        return texts(result).getFirst();
    }

    private static String send(SmtpClient client, SmtpServer to) {
        return only(client.send(to, ENVELOPE, "x\r\n".getBytes(US_ASCII), refused -> {}));
    }

    private String send(String text) {
        return only(send(server.address(), text));
    }

    private SmtpResult send(SmtpServer to, String text) {
        return TestSmtp.client()
                .send(
                        to,
                        ENVELOPE,
                        text.getBytes(US_ASCII),
                        refused -> marked.add(refused.keySet()));
    }
}
