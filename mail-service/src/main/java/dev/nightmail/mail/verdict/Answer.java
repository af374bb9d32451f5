package dev.nightmail.mail.verdict;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A server's answer, as the rules look at it.
 *
 * @param status the enhanced status code (RFC 3463), or empty
 * @param words in lower case, on one line, without the enhanced status
 */
public record Answer(Stage stage, int code, String status, String words) {

    static final int MOST_LINES = 50;
    static final int MOST_OF_A_LINE = 600;

    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}(?!\\S)");
    private static final Pattern STATUS_IN_WORDS =
            Pattern.compile("\\(#([245]\\.\\d{1,3}\\.\\d{1,3})\\)");

    /**
     * @param lines of the reply, without its code; those beyond 50, and what is beyond 600
     *     characters in one, are not looked at
     */
    public static Answer of(Stage stage, int code, List<String> lines) {
        var bounded =
                lines.stream()
                        .limit(MOST_LINES)
                        .map(line -> line.substring(0, Math.min(line.length(), MOST_OF_A_LINE)))
                        .map(String::strip)
                        .toList();
        var words =
                bounded.stream()
                        .map(line -> line.substring(statusOf(line).length()))
                        .collect(Collectors.joining(" "))
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s+", " ")
                        .strip();
        return new Answer(stage, code, status(bounded, words), words);
    }

    /** Some servers, of qmail's family first, write it into the text: {@code (#5.1.1)}. */
    private static String status(List<String> lines, String words) {
        return lines.stream()
                .map(Answer::statusOf)
                .filter(status -> !status.isEmpty())
                .findFirst()
                .orElseGet(() -> {
                    var within = STATUS_IN_WORDS.matcher(words);
                    return within.find() ? within.group(1) : "";
                });
    }

    private static String statusOf(String line) {
        var status = STATUS.matcher(line);
        return status.lookingAt() ? status.group() : "";
    }

    /** Where code and status contradict each other, the milder one counts. */
    boolean isTemporary() {
        return code / 100 == 4 || status.startsWith("4.");
    }

    /** Shows no words, which may hold addresses. */
    @Override
    public String toString() {
        return "Answer[" + stage + " " + code + " " + status + "]";
    }
}
