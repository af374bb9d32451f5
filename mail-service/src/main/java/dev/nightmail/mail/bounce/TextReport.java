package dev.nightmail.mail.bounce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a report that was written for people: a line that begins with an address names a recipient,
 * and what follows is said about it, until another is named.
 */
final class TextReport {

    static final int MOST_LINES = 2000;
    static final int MOST_OF_A_LINE = 1000;
    static final int MOST_RECIPIENTS = 1000;

    /** Alone, or with what is said about it behind a colon, or when it was tried. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "\\s{0,20}[<'\"]?([^\\s<>@\"'(),;:]{1,128}@[^\\s<>@\"'(),;:\\[\\]]{1,255})[>'\"]?"
                            + "(?:$|\\s*$|:(.*)|( on .*)|(\\s\\(.*))");

    private final TextForm form;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, StringBuilder> said = new LinkedHashMap<>();
    private String rest = "";

    private TextReport(TextForm form, List<String> all) {
        this.form = form;
        for (int i = 0; i < all.size(); i++) {
            if (form.isEnd(all.get(i))) {
                rest = String.join("\n", all.subList(i + 1, all.size())).strip();
                return;
            }
            lines.add(all.get(i));
        }
    }

    static Optional<TextReport> find(String text) {
        var lines =
                text.lines()
                        .limit(MOST_LINES)
                        .map(line -> line.substring(0, Math.min(line.length(), MOST_OF_A_LINE)))
                        .toList();
        return TextForm.find(lines).map(form -> new TextReport(form, lines));
    }

    Form form() {
        return form.form();
    }

    /** Of the message that was not delivered, where it stands behind the report. */
    Fields originalHeader() {
        return Fields.ofHeader(rest.getBytes(UTF_8));
    }

    /**
     * @param named whom the header names, who count where the text names nobody
     */
    List<RecipientReport> listRecipients(List<String> named) {
        StringBuilder about = new StringBuilder();
        for (var line : lines) {
            about = next(line, about);
        }
        if (said.isEmpty()) {
            named.forEach(address -> said.put(address, new StringBuilder()));
        }
        var action = form.isDelay(lines) ? ReportedAction.DELAYED : ReportedAction.FAILED;
        return said.entrySet().stream().map(entry -> report(entry, action)).toList();
    }

    private StringBuilder next(String line, StringBuilder about) {
        var names = NAMED.matcher(line);
        if (names.matches() && said.size() < MOST_RECIPIENTS) {
            var now = said.computeIfAbsent(names.group(1), ignored -> new StringBuilder());
            append(now, Optional.ofNullable(names.group(2)).orElse(""));
            return now;
        }
        var spoken =
                Addresses.find(line).flatMap(address -> Optional.ofNullable(said.get(address)));
        append(spoken.orElse(about), line);
        return spoken.orElse(about);
    }

    private static void append(StringBuilder about, String line) {
        if (!line.isBlank() && about.length() < RecipientReport.MOST_OF_A_DIAGNOSTIC) {
            about.append(about.isEmpty() ? "" : " ").append(line.strip());
        }
    }

    private static RecipientReport report(
            Map.Entry<String, StringBuilder> about, ReportedAction action) {
        var words = about.getValue().toString();
        return new RecipientReport(
                Optional.empty(),
                Optional.of(about.getKey()),
                action,
                DeliveryStatus.statusIn(words),
                DeliveryStatus.bounded(words),
                "");
    }
}
