package dev.nightmail.sync.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S10")
class HtmlSanitizerTest {

    private static final String OURS =
            "/api/emails/01a2019b-1ca4-70ec-a412-3aafcbedfa7f/attachments/3";

    @Test
    void ordinaryMailLooksAsItDid() {
        var html =
                "<table width=\"600\" cellpadding=\"0\"><tbody><tr><td"
                        + " style=\"color:red;padding:4px\"><b>Hello</b> <span"
                        + " style=\"display:none\">hidden</span></td></tr></tbody></table>";

        var clean = clean(html);

        assertThat(clean.html())
                .contains("width=\"600\"", "color:red", "padding:4px", "<b>Hello</b>")
                .contains("display:none");
        assertThat(clean.blocked()).isZero();
    }

    @Test
    void pictureOfTheMessageIsOursAndOneOfSomebodyElseKeepsItsAddressOutOfForce() {
        var clean =
                clean(
                        "<img src='CID:a%40b'><img src=' cid:a@b '><img src='cid:other'><img"
                                + " src='https://x/y'>");

        assertThat(clean.html().split("src=\"" + OURS + "\"", -1)).hasSize(3);
        assertThat(clean.html())
                .contains("data-blocked-src=\"cid:other\"", "data-blocked-src=\"https://x/y\"");
        assertThat(clean.blocked()).isEqualTo(2);
    }

    @Test
    void linkOpensAWindowThatKnowsNothingOfUs() {
        assertThat(clean("<a href='https://example.com/' target=_top name=x id=y>x</a>").html())
                .isEqualTo(
                        "<a href=\"https://example.com/\" target=\"_blank\" rel=\"noopener"
                                + " noreferrer nofollow\">x</a>");
    }

    @Test
    void linkOfAnotherSchemeIsText() {
        for (var href :
                List.of(
                        "javascript:x()",
                        "JAVA\tSCRIPT:x()",
                        "data:text/html,x",
                        "file:///etc/passwd",
                        "//host/x",
                        "/api/keys",
                        "#top",
                        "ftp://host/")) {
            assertThat(clean("<a href='" + href + "'>x</a>").html())
                    .as(href)
                    .doesNotContain("href");
        }
        assertThat(clean("<a href='mailto:ada@example.com'>x</a>").html()).contains("mailto:");
    }

    @Test
    void whatIsLeftHasNoNameThatAPageCouldStumbleOver() {
        var clean = clean("<div id=login name=x class='top y' data-x=1 slot=z is=w>x</div>");

        assertThat(clean.html()).isEqualTo("<div>x</div>");
    }

    @Test
    void sanitisedHtmlStaysAsItIsWhenItIsSanitisedAgain() {
        for (var html : Vectors.against("http://leak.example").values()) {
            var once = clean(html).html();

            assertThat(withoutBlocked(clean(once).html())).isEqualTo(withoutBlocked(once));
        }
    }

    @Test
    void deepAndLongHtmlIsNoTrouble() {
        assertThat(clean("<div>".repeat(100_000) + "deep").html()).contains("deep");
        assertThat(clean("<p>x".repeat(100_000)).html()).contains("x");
        assertThat(TextForms.toText("<div>".repeat(100_000) + "deep")).isEqualTo("deep");
    }

    @Test
    void textOfHtmlHasItsLinesAndNothingUnseen() {
        var text =
                TextForms.toText(
                        "<head><title>t</title><style>s</style></head><h1>One</h1><p>two<br>three</p>"
                                + "<ul><li>a<li>b</ul><script>x</script><table><tr><td>1<td>2</table>");

        assertThat(text).isEqualTo("One\n\ntwo\nthree\n\n- a\n- b\n\n1 2");
    }

    @Test
    void htmlOfTextIsTheTextWithLinks() {
        assertThat(TextForms.toHtml("<b> & https://x.example/a?b=1\"c\n  two"))
                .contains(
                        "&lt;b&gt; &amp; ", "<a href=\"https://x.example/a?b&#61;1\" ", "\n  two");
    }

    /**
     * What was blocked before has nothing left to block; a blank is put behind a backtick each
     * time.
     */
    private static String withoutBlocked(String html) {
        return html.replaceAll(" ?data-blocked-src=\"[^\"]*\"", "").replaceAll(" +\"", "\"");
    }

    private static HtmlSanitizer.Clean clean(String html) {
        return HtmlSanitizer.clean(html, cid -> Optional.of(OURS).filter(_ -> cid.equals("a@b")));
    }
}
