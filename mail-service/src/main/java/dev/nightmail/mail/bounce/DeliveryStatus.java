package dev.nightmail.mail.bounce;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the part that is for machines (RFC 3464, section 2; RFC 6533, section 3). */
record DeliveryStatus(Optional<String> envelopeId, List<RecipientReport> recipients) {

    private static final Pattern STATUS =
            Pattern.compile("(?<![\\d.])[245]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");

    static DeliveryStatus of(byte[] content) {
        var groups = Fields.listGroups(content);
        return new DeliveryStatus(
                groups.stream()
                        .flatMap(group -> group.find("original-envelope-id").stream())
                        .findFirst(),
                groups.stream()
                        .flatMap(group -> group.splitAt("final-recipient").stream())
                        .limit(Fields.MOST_GROUPS)
                        .flatMap(group -> recipient(group).stream())
                        .toList());
    }

    /** The group about the message as a whole names no recipient. */
    private static Optional<RecipientReport> recipient(Fields group) {
        var original = group.find("original-recipient").flatMap(Addresses::ofTyped);
        var last =
                group.find("final-recipient")
                        .or(() -> group.find("x-actual-recipient"))
                        .flatMap(Addresses::ofTyped);
        if (original.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        var diagnostic = withoutType(group.find("diagnostic-code").orElse(""));
        var status = statusIn(group.find("status").orElse(""), diagnostic);
        return ReportedAction.of(group.find("action").orElse(""), status)
                .map(action ->
                        new RecipientReport(
                                original,
                                last,
                                action,
                                status,
                                bounded(diagnostic),
                                withoutType(group.find("remote-mta").orElse(""))));
    }

    /**
     * The first text that has one; one that is told twice is told better in the server's own words.
     */
    static String statusIn(String... texts) {
        var best = "";
        for (var text : texts) {
            var found = STATUS.matcher(text);
            if (found.find() && (best.isEmpty() || best.endsWith(".0.0"))) {
                best = found.group();
            }
        }
        return best;
    }

    static String bounded(String diagnostic) {
        int most = Math.min(diagnostic.length(), RecipientReport.MOST_OF_A_DIAGNOSTIC);
        return diagnostic.substring(0, most);
    }

    /** Of {@code smtp; 550 …} and {@code dns; mx.example.org}. */
    private static String withoutType(String value) {
        var parts = value.split(";", 2);
        boolean typed = parts.length == 2 && !parts[0].strip().contains(" ");
        return (typed ? parts[1] : value).strip();
    }

    /** Shows no address. */
    @Override
    public String toString() {
        return "DeliveryStatus[recipients=" + recipients.size() + "]";
    }
}
