package dev.nightmail.sync.contact;

import java.util.Locale;
import java.util.Optional;

/** An address as it is compared and kept: in lower case. */
public final class ContactAddress {

    /** The longest that RFC 5321, section 4.5.3.1, allows: 64 before the @, 255 behind it. */
    static final int MAX_LENGTH = 320;

    private ContactAddress() {}

    /** Empty when the text is no address that mail could be sent to. */
    public static Optional<String> of(String text) {
        int at = text.lastIndexOf('@');
        boolean isAddress =
                at > 0
                        && at < text.length() - 1
                        && text.length() <= MAX_LENGTH
                        && text.chars().noneMatch(ContactAddress::isOdd);
        // Some letters have more than one in lower case.
        return Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(address -> isAddress && address.length() <= MAX_LENGTH);
    }

    private static boolean isOdd(int c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || c == '<' || c == '>';
    }
}
