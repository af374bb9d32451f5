package dev.nightmail.mail.bounce;

import java.util.Locale;
import java.util.Optional;

/** What a server did for a recipient (RFC 3464, section 2.3.3). */
public enum ReportedAction {
    FAILED,
    DELAYED,
    DELIVERED,
    RELAYED,
    EXPANDED;

    /** Of a field's value, which may have a comment behind it, or else of the status. */
    static Optional<ReportedAction> of(String action, String status) {
        var word = action.strip().split("[\\s(;]", 2)[0].toUpperCase(Locale.ROOT);
        for (var known : values()) {
            if (known.name().equals(word)) {
                return Optional.of(known);
            }
        }
        return ofStatus(status);
    }

    static Optional<ReportedAction> ofStatus(String status) {
        return switch (status.isEmpty() ? ' ' : status.charAt(0)) {
            case '2' -> Optional.of(DELIVERED);
            case '4' -> Optional.of(DELAYED);
            case '5' -> Optional.of(FAILED);
            default -> Optional.empty();
        };
    }
}
