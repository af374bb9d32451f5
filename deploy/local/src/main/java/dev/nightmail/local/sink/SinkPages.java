package dev.nightmail.local.sink;

import dev.nightmail.local.Template;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The two pages of the sink: the inbox and one message; all text from mail is escaped. */
final class SinkPages {
    private static final int NEWEST = 500;
    private static final int SHOWN = 200_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private SinkPages() {}

    static String inbox(List<SinkMessage> oldestFirst) {
        List<SinkMessage> newest = oldestFirst.reversed().stream().limit(NEWEST).toList();
        String more = oldestFirst.size() > NEWEST ? " (the newest " + NEWEST + " are shown)" : "";
        String head =
                "<h1>Sent mail</h1>\n<p class=\"soft\">%,d messages%s · <a href=\"/messages.json\">JSON</a></p>\n"
                        .formatted(oldestFirst.size(), more);
        return page(
                "Sent mail",
                head + (newest.isEmpty() ? "<p>Nothing has been sent yet.</p>" : table(newest)));
    }

    private static String table(List<SinkMessage> newest) {
        return """
        <table>
        <tr><th>Received (UTC)</th><th>From</th><th>To</th><th>Subject</th><th class="n">Bytes</th></tr>
        %s
        </table>
        """
                .formatted(newest.stream().map(SinkPages::row).collect(Collectors.joining("\n")));
    }

    private static String row(SinkMessage message) {
        return """
        <tr>
        <td>%s</td><td>%s</td><td>%s</td><td><a href="/messages/%s">%s</a></td><td class="n">%,d</td>
        </tr>\
        """
                .formatted(
                        TIME.format(message.receivedAt()),
                        escape(sender(message)),
                        escape(String.join(", ", message.to())),
                        message.id(),
                        escape(title(message)),
                        message.size());
    }

    static String message(SinkMessage message, String source) {
        String shown = source.length() > SHOWN ? source.substring(0, SHOWN) + "\n… (cut)" : source;
        String body =
                """
                <p><a href="/">Sent mail</a></p>
                <h1>%s</h1>
                <table>
                <tr><th>From</th><td>%s</td></tr>
                <tr><th>To</th><td>%s</td></tr>
                <tr><th>Received</th><td>%s UTC</td></tr>
                <tr><th>Message-ID</th><td>%s</td></tr>
                <tr><th>Source</th><td><a href="/messages/%s.eml">%,d bytes</a></td></tr>
                </table>
                <pre>%s</pre>
                """
                        .formatted(
                                escape(title(message)),
                                escape(sender(message)),
                                escape(String.join(", ", message.to())),
                                TIME.format(message.receivedAt()),
                                escape(message.messageId()),
                                message.id(),
                                message.size(),
                                escape(shown));
        return page(title(message), body);
    }

    /** The body goes in last: mail may hold what looks like a place to be filled. */
    private static String page(String title, String body) {
        String frame =
                Template.fill("sink.html", Map.of("title", escape(title).replace("@", "&#64;")));
        return frame.replace("@body@", body);
    }

    private static String title(SinkMessage message) {
        return message.subject().isEmpty() ? "(no subject)" : message.subject();
    }

    private static String sender(SinkMessage message) {
        return message.from().isEmpty() ? "(a notice, no sender)" : message.from();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
