package dev.nightmail.sync.imap;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a message lies that was copied or moved, as the server tells (COPYUID, RFC 4315). */
public record CopiedUid(long uidValidity, long uid) {

    private static final Pattern CODE =
            Pattern.compile(
                    "\\[COPYUID ([0-9]{1,10}) ([0-9]{1,10}) ([0-9]{1,10})]",
                    Pattern.CASE_INSENSITIVE);

    /** Of this one message; empty when the text tells nothing of it. */
    static Optional<CopiedUid> of(long source, String text) {
        var matcher = CODE.matcher(text);
        return matcher.lookingAt() && Long.parseLong(matcher.group(2)) == source
                ? Optional.of(
                        new CopiedUid(
                                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }
}
