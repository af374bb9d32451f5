package dev.nightmail.mail.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a program tells people that mail was not delivered.
 *
 * @param openings one of which stands in the first lines
 * @param delays which say that the program goes on trying
 * @param ends beginnings of the line behind which the message stands that was not delivered
 */
record TextForm(Form form, List<String> openings, List<String> delays, List<String> ends) {

    private static final int FIRST_LINES = 30;

    private static final List<TextForm> ALL =
            List.of(
                    new TextForm(
                            Form.QMAIL,
                            List.of("hi. this is the qmail", "hi. this is the deliver program"),
                            List.of(),
                            List.of("--- below this line is a copy", "--- enclosed is a copy")),
                    new TextForm(
                            Form.EXIM,
                            List.of("created automatically by mail delivery software"),
                            List.of(
                                    "delivery attempts will continue",
                                    "has not yet been delivered"),
                            List.of("------ this is a copy", "--- the header of the original")),
                    new TextForm(
                            Form.POSTFIX,
                            List.of("this is the postfix program at", "this is the mail system at"),
                            List.of("this is a warning only"),
                            List.of("--- below this line is a copy")),
                    new TextForm(
                            Form.SENDMAIL,
                            List.of("----- the following addresses had"),
                            List.of("transient non-fatal errors", "this is a warning message only"),
                            List.of(
                                    "----- original message follows",
                                    "----- unsent message follows",
                                    "----- message header follows")),
                    new TextForm(
                            Form.EXCHANGE,
                            List.of(
                                    "did not reach some or all of the intended recipients",
                                    "delivery has failed to these recipients",
                                    "couldn't be delivered"),
                            List.of("delivery of this message will be attempted", "is delayed"),
                            List.of("original message headers:")),
                    new TextForm(
                            Form.GMAIL,
                            List.of("delivery to the following recipient"),
                            List.of("this is a warning message only", "has been delayed"),
                            List.of(
                                    "----- original message -----",
                                    "----- message header follows")),
                    new TextForm(
                            Form.YAHOO,
                            List.of(
                                    "unable to deliver message to the following address",
                                    "unable to deliver your message to the following address"),
                            List.of(),
                            List.of(
                                    "--- original message follows",
                                    "--- below this line is a copy")),
                    new TextForm(
                            Form.OTHER,
                            List.of(
                                    "could not be delivered",
                                    "undeliverable",
                                    "delivery failed",
                                    "failed to deliver",
                                    "delivery failure",
                                    "was not delivered"),
                            List.of("will continue to try", "warning only", "still being retried"),
                            List.of(
                                    "--- original message",
                                    "----- original message",
                                    "--- copy of")));

    /** What somebody quotes is not the text of the program. */
    static Optional<TextForm> find(List<String> lines) {
        var first =
                String.join(
                                " ",
                                lines.stream()
                                        .filter(line -> !line.startsWith(">"))
                                        .limit(FIRST_LINES)
                                        .map(String::strip)
                                        .toList())
                        .toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(form -> form.openings.stream().anyMatch(first::contains))
                .findFirst();
    }

    boolean isDelay(List<String> lines) {
        var all = String.join(" ", lines).toLowerCase(Locale.ROOT);
        return delays.stream().anyMatch(all::contains);
    }

    boolean isEnd(String line) {
        var words = line.strip().toLowerCase(Locale.ROOT);
        return ends.stream().anyMatch(words::startsWith);
    }
}
