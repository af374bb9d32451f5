package dev.nightmail.mail.forward;

import static dev.nightmail.mail.forward.TestHeaders.block;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.mail.forward.Verdict.Forward;
import dev.nightmail.mail.forward.Verdict.Loop;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M4")
class ForwardRulesTest {

    private static final String ALIAS = "shop@alias.example";
    private static final String SENDER = "anna@x.org";
    private static final LoopToken TOKENS = tokens("now", "before");
    private static final ForwardRules RULES = new ForwardRules(TOKENS);

    @Test
    void mailOfAPersonIsForwardedAndMayBeAnswered() {
        assertThat(judge("From: anna@x.org")).isEqualTo(new Forward(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated; x=y",
                "auto-submitted: AUTO-NOTIFIED",
                "Auto-Submitted: anything",
                "Auto-Submitted:",
                "Auto-Submitted: no\r\nAuto-Submitted: auto-replied",
                "Precedence: bulk",
                "Precedence: Junk",
                "Precedence:\r\n list (of ours)",
                "List-Id: <l.x.org>",
                "List-Unsubscribe: <mailto:l@x.org>",
                "Content-Type: multipart/report; report-type=delivery-status"
            })
    void automaticMailIsForwardedAndNeverAnswered(String field) {
        assertThat(judge(field)).isEqualTo(new Forward(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Auto-Submitted: NO (a person wrote it); x=y",
                "Precedence: first-class",
                "Content-Type: text/plain; name=multipart/report"
            })
    void whatSaysThatItIsNotAutomaticMayBeAnswered(String field) {
        assertThat(judge(field)).isEqualTo(new Forward(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MAILER-DAEMON@x.org",
                "owner-list@x.org",
                "list-request@x.org",
                "l-owner@x.org"
            })
    void sendersThatNobodyReadsAreNeverAnswered(String sender) {
        assertThat(RULES.judge(block("From: anna@x.org\r\n\r\n"), sender, ALIAS))
                .isEqualTo(new Forward(false));
    }

    @Test
    void whatComesBackToItsAliasIsALoop() {
        assertThat(judge("X-Nightmail-Loop: " + TOKENS.of(ALIAS))).isEqualTo(Loop.BEEN_HERE);
        assertThat(
                        judge(
                                "X-Nightmail-Loop: x\r\nx-nightmail-loop:\r\n\t"
                                        + TOKENS.of("SHOP@alias.example")))
                .isEqualTo(Loop.BEEN_HERE);
        assertThat(judge("X-Nightmail-Loop: " + tokens("before").of(ALIAS)))
                .isEqualTo(Loop.BEEN_HERE);
    }

    @Test
    void whatHasBeenAtAnotherAliasIsNoLoop() {
        assertThat(judge("X-Nightmail-Loop: " + TOKENS.of("other@alias.example")))
                .isEqualTo(new Forward(true));
    }

    @Test
    void nobodyElseCanMakeMailLookLikeALoop() {
        assertThat(judge("X-Nightmail-Loop: " + tokens("theirs").of(ALIAS)))
                .isEqualTo(new Forward(true));
        assertThat(judge("Delivered-To: " + ALIAS)).isEqualTo(new Forward(true));
    }

    @Test
    void hopsAreCounted() {
        var most = "Received: by x\r\n".repeat(ForwardRules.MAX_HOPS);

        assertThat(judge(most + "From: a@x.org")).isEqualTo(new Forward(true));
        assertThat(judge(most + "received: by x")).isEqualTo(Loop.TOO_MANY_HOPS);
    }

    private static Verdict judge(String fields) {
        return RULES.judge(block(fields + "\r\n\r\n"), SENDER, ALIAS);
    }

    private static LoopToken tokens(String... secrets) {
        return new LoopToken(Stream.of(secrets).map(text -> text.getBytes(US_ASCII)).toList());
    }
}
