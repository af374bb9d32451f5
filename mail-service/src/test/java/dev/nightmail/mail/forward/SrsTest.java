package dev.nightmail.mail.forward;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.mail.forward.SrsReturn.Refused;
import dev.nightmail.mail.forward.SrsReturn.Returned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors: postsrsd, tests/unit/test_srs2.c and tests/blackbox (secret, clock and addresses). */
@Tag("M4")
class SrsTest {

    private static final Instant NOW = Instant.parse("2020-01-01T00:01:00Z");
    private static final Srs SRS = srs("tops3cr3t");

    @ParameterizedTest
    @CsvSource({
        "test@otherdomain.com, SRS0=vmyz=2W=otherdomain.com=test@example.com",
        "testing@otherdomain.com, SRS0=rNNq=2W=otherdomain.com=testing@example.com",
        "sender@otherdomain.com, SRS0=9KJ+=2W=otherdomain.com=sender@example.com",
        "SRS0=opaque+string@otherdomain.com, SRS1=chaI=otherdomain.com==opaque+string@example.com",
        "SRS1=X=thirddomain.com==opaque+string@otherdomain.com,"
                + "SRS1=JIBX=thirddomain.com==opaque+string@example.com",
        "test@example.com, test@example.com"
    })
    void sendersAreRewrittenAsThePublishedTestsSay(String sender, String rewritten) {
        assertThat(SRS.forward(sender, NOW)).contains(rewritten);
    }

    @ParameterizedTest
    @CsvSource({
        "SRS0=XjO9=2V=otherdomain.com=test@example.com, test@otherdomain.com",
        "srs0=xjo9=2v=otherdomain.com=test@example.com, test@otherdomain.com",
        "SRS0=XJO9=2V=OTHERDOMAIN.COM=TEST@EXAMPLE.COM, TEST@OTHERDOMAIN.COM",
        "SRS0=9KJ+=2W=otherdomain.com=sender@example.com, sender@otherdomain.com",
        "SRS1=JIBX=thirddomain.com==opaque+string@example.com, SRS0=opaque+string@thirddomain.com"
    })
    void bouncesFindBackAsThePublishedTestsSay(String address, String original) {
        assertThat(SRS.reverse(address, NOW)).isEqualTo(new Returned(original));
    }

    @ParameterizedTest
    @CsvSource({
        "test@example.com, NOT_SRS",
        "something, NOT_SRS",
        "SRS0=te87=T7=otherdomain.com=test@example.com, EXPIRED",
        "SRS0=VcIb=7N=otherdomain.com=test@example.com, EXPIRED",
        "SRS0=FAKE=2V=otherdomain.com=test@example.com, FORGED",
        "SRS0=XjO9=22=otherdomain.com=test@example.com, FORGED",
        "SRS1=XXXX=thirddomain.com==opaque+string@example.com, FORGED",
        "SRS0=@example.com, MALFORMED",
        "SRS0=XjO9@example.com, MALFORMED",
        "SRS0=XjO9=2V@example.com, MALFORMED",
        "SRS0=XjO9=2V=otherdomain.com@example.com, MALFORMED",
        "SRS0=XjO9=00=otherdomain.com=test@example.com, MALFORMED",
        "SRS0=XjO=2V=otherdomain.com=test@example.com, MALFORMED",
        "SRS1-@example.com, MALFORMED",
        "SRS0=XjO9=2V=otherdomain.com=test@other.example, NOT_OURS"
    })
    void bouncesToOtherAddressesAreRefusedWithAReason(String address, Refused reason) {
        assertThat(SRS.reverse(address, NOW)).isEqualTo(reason);
    }

    @Test
    void longAddressesOfOthersAreStillRead() {
        var host = "a".repeat(503) + ".net";

        assertThat(SRS.reverse("SRS0=G7tR=2W=" + host + "=test@example.com", NOW))
                .isEqualTo(new Returned("test@" + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+b@x.org",
                "a=b=c@x.org",
                "=@x.org",
                "First.Last-Name_1@Sub.X.org",
                "+-=@x.org",
                "srs0@x.org",
                "o'neil!#$%&*/?^`{|}~@x.org",
                "bounce+id=42-user=y.org@x.org"
            })
    void oddSendersComeBackAsTheyWere(String sender) {
        var rewritten = SRS.forward(sender, NOW).orElseThrow();

        assertThat(SRS.reverse(rewritten, NOW)).isEqualTo(new Returned(sender));
        assertThat(SRS.reverse(rewritten.toLowerCase(Locale.ROOT), NOW))
                .isEqualTo(new Returned(sender.toLowerCase(Locale.ROOT)));
    }

    @Test
    void chainOfForwardersIsWalkedBackOverTheFirstOfThem() {
        var first = srs("first.example", "one");
        var second = srs("second.example", "two");
        var third = srs("third.example", "three");
        var atFirst = first.forward("anna@x.org", NOW).orElseThrow();
        var atSecond = second.forward(atFirst, NOW).orElseThrow();
        var atThird = third.forward(atSecond, NOW).orElseThrow();

        assertThat(atSecond).startsWith("SRS1=").endsWith("@second.example");
        assertThat(atThird).startsWith("SRS1=").contains("=first.example==");
        assertThat(third.reverse(atThird, NOW)).isEqualTo(new Returned(atFirst));
        assertThat(first.reverse(atFirst, NOW)).isEqualTo(new Returned("anna@x.org"));
    }

    @Test
    void addressIsGoodForItsAgeAndNoDayLonger() {
        var rewritten = SRS.forward("anna@x.org", NOW).orElseThrow();

        assertThat(SRS.reverse(rewritten, NOW.plus(Duration.ofDays(Srs.MAX_AGE))))
                .isInstanceOf(Returned.class);
        assertThat(SRS.reverse(rewritten, NOW.plus(Duration.ofDays(Srs.MAX_AGE + 1))))
                .isEqualTo(Refused.EXPIRED);
        assertThat(SRS.reverse(rewritten, NOW.minus(Duration.ofDays(1))))
                .isEqualTo(Refused.EXPIRED);
    }

    @Test
    void daysCountOnWhereTheirCycleEnds() {
        var lastDay = Instant.EPOCH.plus(Duration.ofDays(1023));
        var rewritten = SRS.forward("anna@x.org", lastDay).orElseThrow();

        assertThat(rewritten).contains("=77=x.org=");
        assertThat(SRS.reverse(rewritten, lastDay.plus(Duration.ofDays(Srs.MAX_AGE))))
                .isInstanceOf(Returned.class);
    }

    @Test
    void secretOfYesterdayVerifiesAndDoesNotSign() {
        var rotated = srs("example.com", "new", "tops3cr3t");
        var old = "SRS0=vmyz=2W=otherdomain.com=test@example.com";

        assertThat(rotated.reverse(old, NOW)).isEqualTo(new Returned("test@otherdomain.com"));
        assertThat(rotated.forward("test@otherdomain.com", NOW))
                .isEqualTo(srs("new").forward("test@otherdomain.com", NOW))
                .isNotEqualTo(SRS.forward("test@otherdomain.com", NOW));
        assertThat(srs("new").reverse(old, NOW)).isEqualTo(Refused.FORGED);
    }

    @Test
    void nothingBeforeTheAtSignPasses64Octets() {
        var fits = "a".repeat(45) + "@x.org";
        var isTooLong = "a".repeat(46) + "@x.org";

        assertThat(SRS.forward(fits, NOW).orElseThrow().indexOf('@')).isEqualTo(64);
        assertThat(SRS.forward(isTooLong, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "foo@",
                "@x.org",
                "a@b@x.org",
                "\"a b\"@x.org",
                "a b@x.org",
                "a>@x.org",
                "a\r\nRCPT@x.org",
                "é@x.org",
                "a@[192.0.2.1]",
                "SRS1=X=thirddomain.com@otherdomain.com"
            })
    void whatHasNoSuchFormIsLeftToTheCaller(String sender) {
        assertThat(SRS.forward(sender, NOW)).isEmpty();
    }

    @Test
    void nullSenderStaysNull() {
        assertThat(SRS.forward("", NOW)).contains("");
    }

    @Test
    void returnedAddressIsNotShown() {
        assertThat(new Returned("anna@x.org").toString()).doesNotContain("anna");
    }

    private static Srs srs(String secret) {
        return srs("example.com", secret);
    }

    private static Srs srs(String domain, String... secrets) {
        return new Srs(
                domain, List.of(secrets).stream().map(text -> text.getBytes(US_ASCII)).toList());
    }
}
