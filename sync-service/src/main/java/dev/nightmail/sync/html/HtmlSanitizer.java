package dev.nightmail.sync.html;

import java.util.Optional;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Turns HTML of strangers into a fragment that may stand within a page of anybody's. */
public final class HtmlSanitizer {

    /** Rises when the same HTML would come out otherwise, so that what is stored is made anew. */
    public static final int VERSION = 1;

    /**
     * Elements within elements beyond this stand side by side; the list of what is allowed drops
     * them.
     */
    private static final int MOST_LEVELS = 200;

    private HtmlSanitizer() {}

    /**
     * What is left.
     *
     * @param blocked how many addresses of others a browser would have asked by itself
     */
    public record Clean(String html, int blocked) {}

    /**
     * Sanitises a document or a fragment.
     *
     * @param urls where we serve the part with this content id, without angle brackets
     */
    public static Clean clean(String html, Function<String, Optional<String>> urls) {
        var document = parse(html);
        var references = new References(urls);
        references.disarm(document.body());
        var inert = written(document);
        return new Clean(Allowed.POLICY.sanitize(inert), references.blocked());
    }

    /** The tree that a browser would make, but for its depth. */
    static Document parse(String html) {
        return Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(MOST_LEVELS));
    }

    /** Without line ends of its own, which would show within preformatted text. */
    private static String written(Document document) {
        document.outputSettings().prettyPrint(false).charset("UTF-8");
        return document.body().html();
    }
}
