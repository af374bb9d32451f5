package dev.nightmail.sync.html;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Makes text of HTML, and HTML of text, for who wants the form that a message does not have. */
public final class TextForms {

    private static final Pattern LINK =
            Pattern.compile("https?://[^\\s<>\"']*[^\\s<>\"'.,;:!?)\\]]");

    private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n\\f]+");
    private static final Pattern GAPS = Pattern.compile("[ \\t]*\\n[ \\t]*(?:\\n[ \\t]*)+");

    private static final Set<String> UNSEEN =
            Set.of("head", "script", "style", "title", "template", "noscript", "svg", "math");

    private static final Set<String> CELLS = Set.of("td", "th");

    private TextForms() {}

    /** Text as it stands, its lines and blanks kept, with its web addresses as links. */
    public static String toHtml(String text) {
        var html = new StringBuilder("<div style=\"white-space:pre-wrap\">");
        var links = LINK.matcher(text);
        int at = 0;
        while (links.find()) {
            var link = Entities.escape(links.group());
            html.append(Entities.escape(text.substring(at, links.start())))
                    .append("<a href=\"%s\" target=\"_blank\">%s</a>".formatted(link, link));
            at = links.end();
        }
        html.append(Entities.escape(text.substring(at))).append("</div>");
        return Allowed.POLICY.sanitize(html.toString());
    }

    /** What a reader sees of HTML, with a line for each block. */
    public static String toText(String html) {
        var text = new StringBuilder();
        HtmlSanitizer.parse(html).traverse(new Reading(text));
        return GAPS.matcher(text).replaceAll("\n\n").strip();
    }

    /** Gathers the text of a tree. */
    private record Reading(StringBuilder text) implements NodeVisitor {

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words && !isUnseen(node)) {
                var plain = SPACES.matcher(words.getWholeText()).replaceAll(" ");
                text.append(isAtStart() ? plain.stripLeading() : plain);
            } else if (node.normalName().equals("li")) {
                newLine();
                text.append("- ");
            } else if (node.normalName().equals("td") || node.normalName().equals("th")) {
                text.append(isAtStart() ? "" : " ");
            } else if (isBlock(node)) {
                newLine();
            }
        }

        @Override
        public void tail(Node node, int depth) {
            switch (node.normalName()) {
                case "br" -> text.append('\n');
                case "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table" ->
                        text.append("\n\n");
                default -> {
                    if (isBlock(node)) {
                        newLine();
                    }
                }
            }
        }

        private void newLine() {
            text.append(isAtStart() ? "" : "\n");
        }

        private boolean isAtStart() {
            return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        }

        private static boolean isBlock(Node node) {
            return node instanceof Element element
                    && element.isBlock()
                    && !CELLS.contains(element.normalName());
        }

        private static boolean isUnseen(Node node) {
            var parent = node.parent();
            return parent != null && UNSEEN.contains(parent.normalName());
        }
    }
}
