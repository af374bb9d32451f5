package dev.nightmail.mail.forward;

import static dev.nightmail.mail.forward.TestHeaders.block;
import static dev.nightmail.mail.forward.TestHeaders.lines;
import static dev.nightmail.mail.forward.TestHeaders.written;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RSA is verified by Apache jDKIM, which shares no line with ours; Ed25519 it does not know. */
@Tag("M4")
class DkimSignerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T05:06:07Z");
    private static final KeyPair RSA = pair("RSA");
    private static final KeyPair ED25519 = pair("Ed25519");
    private static final String HEADERS =
            lines(
                    "Received: by x",
                    "From: Anna <anna@x.org>",
                    "to : bert@y.org,",
                    "\t carl@y.org",
                    "Subject:   a  b\t c ",
                    "Date: Sun, 1 Mar 2026 05:06:07 +0000",
                    "Message-ID: <1@x.org>",
                    "List-Id: <l.x.org>",
                    "MIME-Version: 1.0",
                    "");
    private static final String BODY = "Hi. \t there\r\n\r\n two\r\n\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                BODY,
                "no line end",
                "x\r\n",
                "a  b\t\tc \r\n \r\n\t\r\nd\r\n",
                ".\r\n..\r\n",
                "Gr\u00fc\u00dfe \u00ff\r\n"
            })
    void signatureIsGoodForAnotherImplementation(String body) throws Exception {
        assertThat(verified(signed(HEADERS, body) + body)).isTrue();
    }

    @Test
    void bodyOfManyBuffersIsSignedWhole() throws Exception {
        var body = "line  with \t spaces \r\n\r\n".repeat(20_000) + "\r\n".repeat(50_000);

        assertThat(verified(signed(HEADERS, body) + body)).isTrue();
    }

    @Test
    void headersInUtf8AreSignedAsOctets() throws Exception {
        var headers =
                new String(
                        "From: \u00c4nna <a@x.org>\r\nSubject: \u65e5\r\n\r\n".getBytes(UTF_8),
                        ISO_8859_1);

        assertThat(verified(signed(headers, BODY) + BODY)).isTrue();
    }

    @Test
    void spacesThatAreChangedOnTheWayDoNoHarm() throws Exception {
        var message = signed(HEADERS, BODY) + BODY;

        assertThat(verified(message.replace("Hi. \t there", "Hi. there   "))).isTrue();
        assertThat(verified(message.replace("a  b\t c", "a b c"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"anna@x.org", "carl@y.org", "05:06:07 +", "<1@x.org>", "l.x.org", "two"})
    void whatIsSignedCannotBeChanged(String part) throws Exception {
        var message = signed(HEADERS, BODY) + BODY;

        assertThat(
                        verified(
                                message.replace(
                                        part,
                                        part.replace('r', 's')
                                                .replace('t', 'd')
                                                .replace('0', '2'))))
                .isFalse();
    }

    @Test
    void nobodyCanAddAnotherFrom() throws Exception {
        var message = signed(HEADERS, BODY) + BODY;

        assertThat(verified(message.replace("Received:", "From: eve@z.org\r\nReceived:")))
                .isFalse();
        assertThat(verified(message.replace("Received:", "X-Seen: yes\r\nReceived:"))).isTrue();
    }

    @Test
    void eachFieldOfANameIsSigned() throws Exception {
        var message = signed("Cc: a@x.org\r\nCc: b@x.org\r\n" + HEADERS, BODY) + BODY;

        assertThat(message).contains(":cc:cc:");
        assertThat(verified(message)).isTrue();
        assertThat(verified(message.replace("a@x.org\r\n", "e@x.org\r\n"))).isFalse();
        assertThat(verified(message.replace("b@x.org\r\n", "e@x.org\r\n"))).isFalse();
    }

    @Test
    void thousandFieldsOfANameMakeNoLongSignature() throws Exception {
        var message = signed("To: a@x.org\r\n".repeat(900) + "From: a@x.org\r\n\r\n", BODY) + BODY;

        assertThat(message.substring(0, message.indexOf("\r\nTo:"))).hasSizeLessThan(1000);
        assertThat(verified(message)).isTrue();
    }

    @Test
    void signatureIsFoldedAndSaysNothingUnasked() throws Exception {
        var field = sign(HEADERS, BODY, RSA);

        assertThat(field.text().lines()).allMatch(line -> line.length() <= 78);
        assertThat(field.value())
                .startsWith(
                        " v=1; a=rsa-sha256; c=relaxed/relaxed;\td=us.example; s=one; t=1772341567;")
                .doesNotContain("l=", "z=", "i=");
    }

    @Test
    void emptyBodiesAreHashedAsNothing() throws IOException {
        var nothing = Base64.getDecoder().decode("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");

        for (var body : List.of("", "\r\n", "\r\n\r\n", " \r\n\t\r\n")) {
            assertThat(bodyHash(body)).isEqualTo(nothing);
        }
    }

    /** RFC 8463, appendix A.3: signatures and keys as published. */
    @Test
    void publishedMessageIsReadAsItsSignersDid() throws Exception {
        var headers =
                block(
                        lines(
                                "From: Joe SixPack <joe@football.example.com>",
                                "To: Suzie Q <suzie@shopping.example.net>",
                                "Subject: Is dinner ready?",
                                "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)",
                                "Message-ID: <20030712040037.46341.5F8J@football.example.com>",
                                ""));
        var body = "Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";
        var names =
                List.of("from", "to", "subject", "date", "message-id", "from", "subject", "date");
        var unsigned =
                lines(
                                "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;",
                                " d=football.example.com; i=@football.example.com;",
                                " q=dns/txt; s=brisbane; t=1528637909; h=from : to :",
                                " subject : date : message-id : from : subject : date;",
                                " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;")
                        + " b=";
        var input = DkimSigner.input(headers, names, new HeaderField(unsigned));
        var key = Rfc8463.key();

        assertThat(bodyHash(body))
                .isEqualTo(
                        Base64.getDecoder().decode("2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8="));
        assertThat(new DkimKey("football.example.com", "brisbane", key).sign(input))
                .isEqualTo(Base64.getDecoder().decode(Rfc8463.SIGNATURE));
    }

    @Test
    void signatureByEd25519IsThatOfTheDigest() throws Exception {
        var field = sign(HEADERS, BODY, ED25519);
        var text = field.text();
        int end = text.lastIndexOf("b=") + 2;
        var unsigned = new HeaderField(text.substring(0, end));
        var names =
                List.of(
                        "from",
                        "from",
                        "to",
                        "subject",
                        "date",
                        "message-id",
                        "mime-version",
                        "list-id");
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(ED25519.getPublic());
        verifier.update(
                MessageDigest.getInstance("SHA-256")
                        .digest(DkimSigner.input(block(HEADERS), names, unsigned)));

        assertThat(text).contains("a=ed25519-sha256;");
        assertThat(verifier.verify(Base64.getMimeDecoder().decode(text.substring(end)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x; l=0", "x\r\nBcc: y", "", "-"})
    void keyOfAStrangeNameIsNone(String name) {
        assertThatThrownBy(() -> new DkimKey(name, "one", RSA.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DkimKey("us.example", name, RSA.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String signed(String headers, String body) throws IOException {
        return written(block(headers).below(List.of(sign(headers, body, RSA))));
    }

    private static HeaderField sign(String headers, String body, KeyPair pair) throws IOException {
        var signer = new DkimSigner(new DkimKey("us.example", "one", pair.getPrivate()));
        return signer.sign(
                block(headers), new ByteArrayInputStream(body.getBytes(ISO_8859_1)), NOW);
    }

    private static byte[] bodyHash(String body) throws IOException {
        return RelaxedBody.hash(new ByteArrayInputStream(body.getBytes(ISO_8859_1)));
    }

    private static boolean verified(String message) throws IOException, FailException {
        var published = Base64.getEncoder().encodeToString(RSA.getPublic().getEncoded());
        var verifier =
                new DKIMVerifier(
                        (method, selector, domain) -> List.of("v=DKIM1; k=rsa; p=" + published));
        try {
            return !verifier.verify(new ByteArrayInputStream(message.getBytes(ISO_8859_1)))
                    .isEmpty();
        } catch (PermFailException e) {
            return false;
        }
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
