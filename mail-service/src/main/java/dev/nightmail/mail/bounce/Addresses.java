package dev.nightmail.mail.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds addresses in fields and lines that strangers wrote. */
final class Addresses {

    private static final int LONGEST = 512;

    /** Of a quoted name nothing is read but what stands before the at sign without a space. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>@\"'(),;:]{1,128}@[^\\s<>@\"'(),;:\\[\\]]{1,255}");

    /** A character that an ASCII report writes by its number (RFC 6533, section 3). */
    private static final Pattern EMBEDDED = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{1,6})\\}");

    private Addresses() {}

    /** Of {@code rfc822; anna@example.org} and {@code utf-8; …}, or without a type. */
    static Optional<String> ofTyped(String value) {
        int semicolon = value.indexOf(';');
        var type = value.substring(0, Math.max(semicolon, 0)).strip().toLowerCase(Locale.ROOT);
        var address = value.substring(semicolon + 1);
        return find(type.equals("utf-8") ? unembedded(address) : address);
    }

    static Optional<String> find(String text) {
        var found = ADDRESS.matcher(text);
        return found.find()
                ? Optional.of(withoutDot(found.group()))
                        .filter(address -> address.length() <= LONGEST)
                : Optional.empty();
    }

    static List<String> listIn(String text, int most) {
        return ADDRESS.matcher(text)
                .results()
                .limit(most)
                .map(found -> withoutDot(found.group()))
                .toList();
    }

    private static String withoutDot(String address) {
        return address.endsWith(".") ? address.substring(0, address.length() - 1) : address;
    }

    private static String unembedded(String address) {
        return EMBEDDED.matcher(address)
                .replaceAll(found -> {
                    int character = Integer.parseInt(found.group(1), 16);
                    return Character.isValidCodePoint(character) && character > 0x7F
                            ? Matcher.quoteReplacement(Character.toString(character))
                            : "";
                });
    }
}
