package dev.nightmail.sync.html;

import java.util.List;
import java.util.regex.Pattern;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The elements, attributes and CSS properties that may be in a body; all others may not. */
final class Allowed {

    private static final String[] ELEMENTS = {
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr"
    };

    private static final String[] EVERYWHERE = {
        "abbr", "align", "alt", "axis", "bgcolor", "border", "cellpadding", "cellspacing", "char",
        "charoff", "color", "cols", "colspan", "compact", "dir", "face", "frame", "height",
        "hspace", "lang", "noshade", "nowrap", "reversed", "rows", "rowspan", "rules", "scope",
        "size", "span", "start", "summary", "title", "valign", "vspace", "width"
    };

    /** What places text over other text, or hides it in ways that fool a reader, is not here. */
    private static final List<String> MORE_STYLES =
            List.of("display", "float", "clear", "visibility", "word-break", "white-space");

    private static final Pattern OURS_OR_WITHIN =
            Pattern.compile(
                    "/api/emails/\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}/attachments/[0-9]{1,5}"
                            + "|data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]*+",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern LINKED =
            Pattern.compile("(?:https?://|mailto:).*+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Can be used by many at once. */
    static final PolicyFactory POLICY =
            new HtmlPolicyBuilder()
                    .allowElements(ELEMENTS)
                    .allowWithoutAttributes("a", "font", "img", "span")
                    .allowAttributes(EVERYWHERE)
                    .globally()
                    .allowStyling(
                            CssSchema.union(
                                    CssSchema.DEFAULT, CssSchema.withProperties(MORE_STYLES)))
                    .allowUrlProtocols("http", "https", "mailto", "data")
                    .allowAttributes("href")
                    .matching(LINKED)
                    .onElements("a")
                    .allowAttributes("target")
                    .matching(Pattern.compile("_blank"))
                    .onElements("a")
                    .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                    .allowAttributes("src")
                    .matching(OURS_OR_WITHIN)
                    .onElements("img")
                    .allowAttributes(References.KEPT_ADDRESS)
                    .onElements("img")
                    .allowAttributes("type", "value")
                    .matching(Pattern.compile("[A-Za-z0-9]{1,10}"))
                    .onElements("li", "ol", "ul")
                    .toFactory();

    private Allowed() {}
}
