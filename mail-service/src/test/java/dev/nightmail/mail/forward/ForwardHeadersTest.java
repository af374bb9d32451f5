package dev.nightmail.mail.forward;

import static dev.nightmail.mail.forward.TestHeaders.block;
import static dev.nightmail.mail.forward.TestHeaders.lines;
import static dev.nightmail.mail.forward.TestHeaders.written;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.mail.forward.Verdict.Loop;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M4")
class ForwardHeadersTest {

    private static final String ALIAS = "shop@alias.example";
    private static final UUID ID = new UUID(1, 2);
    private static final LoopToken TOKENS = new LoopToken(List.of("secret".getBytes(US_ASCII)));
    private static final ForwardHeaders HEADERS = new ForwardHeaders(TOKENS);

    @Test
    void forwardIsFromTheAliasAndAnswersGoToTheSender() {
        var text =
                rewritten(
                        lines(
                                "Return-Path: <anna@x.org>",
                                "DKIM-Signature: v=1",
                                "from: Anna",
                                " <anna@x.org>",
                                "To: shop@alias.example",
                                "X-Raw: \u00ff\u0001",
                                ""));

        assertThat(text)
                .isEqualTo(
                        "Received: by mail.us.example (Nightmail) id "
                                + ID
                                + ";\r\n\tSun, 1 Mar 2026 05:06:07 +0000\r\nX-Nightmail-Loop: "
                                + TOKENS.of(ALIAS)
                                + "\r\nFrom: Anna via shop <shop@alias.example>\r\n"
                                + "Reply-To: Anna\r\n <anna@x.org>\r\n"
                                + "X-Original-From: Anna\r\n <anna@x.org>\r\n"
                                + "To: shop@alias.example\r\nX-Raw: \u00ff\u0001\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Anna <anna@x.org>|Anna via shop",
                "anna@x.org|anna at x.org via shop",
                "<anna@x.org>|anna at x.org via shop",
                "\"B., Anna\" <anna@x.org>|B., Anna via shop",
                "\"ceo@bank.example\" <anna@x.org>|ceo at bank.example via shop",
                "=?utf-8?B?w4RubmE=?= <anna@x.org>|Änna via shop",
                "=?utf-8?B?QQ0KQmNjOiBlQHgub3Jn?= <anna@x.org>|A Bcc: e at x.org via shop",
                "=?utf-8?Q?A=0D=0ABcc:_e=40x.org?= <anna@x.org>|Unknown sender via shop",
                "=?utf-8?Q?=3D=3Futf-8=3FQ=3FA=3F=3D?= <anna@x.org>|= ?utf-8?Q?A?= via shop",
                "Anna <anna@x.org>, Bert <b@y.org>|Anna via shop",
                "undisclosed:;|Unknown sender via shop",
                "Anna|Unknown sender via shop",
                "<<>>,|Unknown sender via shop"
            })
    void nameOfTheSenderIsShown(String from, String name) throws AddressException {
        assertThat(from(rewrite("From: " + from + "\r\n\r\n"))).isEqualTo(name);
    }

    @Test
    void nameInRawUtf8IsShownInAscii() throws AddressException {
        var raw =
                new String("From: \u00c4nna \u65e5 <a@x.org>\r\n\r\n".getBytes(UTF_8), ISO_8859_1);
        var block = rewrite(raw);

        assertThat(from(block)).isEqualTo("\u00c4nna \u65e5 via shop");
        assertThat(block.all("From"))
                .allMatch(field -> field.text().chars().allMatch(c -> c < 128));
        assertThat(block.first("Reply-To").orElseThrow().readableValue()).contains("\u00c4nna");
    }

    @Test
    void longNameIsCutAndFolded() throws AddressException {
        var name = "=?utf-8?B?8J+Yg/CfmIPwn5iD8J+Yg/CfmIM=?= ".repeat(100);
        var block = rewrite("From: " + name + "<a@x.org>\r\n\r\n");

        assertThat(from(block))
                .startsWith("\ud83d\ude03")
                .endsWith(" via shop")
                .hasSizeLessThan(120);
        assertThat(block.first("From").orElseThrow().text().lines())
                .allMatch(line -> line.length() < 100);
    }

    @Test
    void fromThatIsNotOneAddressListIsReplacedWhole() {
        var twice = rewrite("From: a@x.org\r\nFrom: b@alias.example\r\n\r\n");
        var none = rewrite("Subject: x\r\n\r\n");
        var huge = rewrite("From: " + "a@x.org, ".repeat(10_000) + "a@x.org\r\n\r\n");

        assertThat(twice.all("From")).hasSize(1);
        assertThat(twice.all("X-Original-From")).hasSize(2);
        assertThat(twice.has("Reply-To")).isFalse();
        assertThat(none.all("From")).hasSize(1);
        assertThat(huge.all("From")).hasSize(1);
        assertThat(huge.first("From").orElseThrow().value()).contains("Unknown sender via shop");
    }

    @Test
    void replyToOfTheSenderStays() {
        var block = rewrite("From: a@x.org\r\nreply-to: b@y.org\r\n\r\n");

        assertThat(block.all("Reply-To"))
                .extracting(HeaderField::text)
                .containsExactly("reply-to: b@y.org");
    }

    @Test
    void originalFromIsNeverTheSendersOwnInvention() {
        var block = rewrite("X-Original-From: ceo@bank.example\r\nFrom: a@x.org\r\n\r\n");

        assertThat(block.all("X-Original-From"))
                .extracting(HeaderField::value)
                .containsExactly(" a@x.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@alias.example", "a@Sub.ALIAS.example"})
    void provenSenderOfOurDomainStaysWithItsSignature(String sender) {
        var original = "DKIM-Signature: v=1\r\nFrom: " + sender + "\r\n\r\n";
        var proven = HEADERS.rewrite(block(original), hop(ALIAS, true));

        assertThat(written(proven)).endsWith("\r\n" + original);
        assertThat(proven.has("X-Original-From")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@xalias.example",
                "a@example",
                "a@alias.example, b@x.org",
                "a@alias.example\r\nFrom: b@alias.example"
            })
    void provenSenderOfAnotherDomainIsReplaced(String sender) {
        var block = HEADERS.rewrite(block("From: " + sender + "\r\n\r\n"), hop(ALIAS, true));

        assertThat(block.all("From")).hasSize(1);
        assertThat(block.first("From").orElseThrow().value()).endsWith("<shop@alias.example>");
    }

    @Test
    void anybodyCanWriteOurDomainAndDoesNotLeaveUnderIt() {
        var block = rewrite("From: Boss <boss@alias.example>\r\n\r\n");

        assertThat(block.first("From").orElseThrow().value()).endsWith("<shop@alias.example>");
    }

    @Test
    void forwardIsKnownWhenItComesBack() {
        var block = rewrite("From: a@x.org\r\n\r\n");

        assertThat(new ForwardRules(TOKENS).judge(block, "a@x.org", ALIAS))
                .isEqualTo(Loop.BEEN_HERE);
    }

    @Test
    void aliasCannotSlipInAHeader() {
        assertThatThrownBy(() -> hop("shop\r\nBcc: eve@z.org\r\nX: @alias.example", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("eve");
    }

    private static HeaderBlock rewrite(String original) {
        return HEADERS.rewrite(block(original), hop(ALIAS, false));
    }

    private static String rewritten(String original) {
        return written(rewrite(original));
    }

    private static Hop hop(String alias, boolean isSenderProven) {
        var at = Instant.parse("2026-03-01T05:06:07Z");
        return new Hop(alias, "mail.us.example", ID, at, isSenderProven);
    }

    private static String from(HeaderBlock block) throws AddressException {
        var address = new InternetAddress(block.first("From").orElseThrow().value().strip());
        assertThat(address.getAddress()).isEqualTo(ALIAS);
        return address.getPersonal();
    }
}
