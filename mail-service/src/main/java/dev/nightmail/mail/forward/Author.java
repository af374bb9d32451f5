package dev.nightmail.mail.forward;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a message says that it is from.
 *
 * @param field the one From of the message; empty when there is none, or several, or when nobody
 *     can be read out of it
 */
record Author(Optional<HeaderField> field, List<InternetAddress> addresses) {

    /** In characters. */
    private static final int MAX_FIELD = 8_000;

    /** In characters. */
    private static final int MAX_NAME = 100;

    /** Line ends of all scripts, and what turns the direction of text or is not seen. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    /** What the lenient reader makes of groups and broken quotes is none. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>():;,\"@]+@[^\\s<>():;,\"@]+");

    static Author of(List<HeaderField> froms) {
        if (froms.size() != 1 || froms.getFirst().text().length() > MAX_FIELD) {
            return nobody();
        }
        try {
            var value = froms.getFirst().readableValue().strip();
            var addresses = List.of(InternetAddress.parseHeader(value, false));
            boolean isReadable =
                    !addresses.isEmpty() && addresses.stream().allMatch(Author::isPlain);
            return isReadable ? new Author(Optional.of(froms.getFirst()), addresses) : nobody();
        } catch (AddressException e) {
            return nobody();
        }
    }

    private static Author nobody() {
        return new Author(Optional.empty(), List.of());
    }

    /** Whether all are of the domain or below it, as relaxed alignment has it (RFC 7489). */
    boolean isWithin(String domain) {
        return !addresses.isEmpty()
                && addresses.stream()
                        .map(Author::domain)
                        .allMatch(own -> own.equals(domain) || own.endsWith("." + domain));
    }

    /** The From of a forward, folded, in ASCII unless the alias is not. */
    HeaderField via(Hop hop) {
        var name = UNSEEN.matcher(shownName() + " via " + hop.localPart()).replaceAll(" ").strip();
        try {
            var address = new InternetAddress(hop.alias(), name, StandardCharsets.UTF_8.name());
            return HeaderField.of("From", MimeUtility.fold("From: ".length(), address.toString()));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("There is no UTF-8", e);
        }
    }

    /**
     * An address is not shown as one: it would look as if the mail were from there. What has been
     * decoded is not to be decoded again.
     */
    private String shownName() {
        if (addresses.isEmpty()) {
            return "Unknown sender";
        }
        var first = addresses.getFirst();
        var name =
                Optional.ofNullable(first.getPersonal())
                        .map(text -> UNSEEN.matcher(text).replaceAll(" ").strip())
                        .filter(text -> !text.isEmpty())
                        .orElse(first.getAddress());
        var plain = name.replace("@", " at ").replace("=?", "= ?");
        int length = Math.min(plain.length(), MAX_NAME);
        boolean splits = length > 0 && Character.isHighSurrogate(plain.charAt(length - 1));
        return plain.substring(0, splits ? length - 1 : length);
    }

    private static boolean isPlain(InternetAddress address) {
        return ADDRESS.matcher(address.getAddress()).matches();
    }

    private static String domain(InternetAddress address) {
        var text = address.getAddress();
        return text.substring(text.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** Shows no address, for it may end in a log. */
    @Override
    public String toString() {
        return "Author[addresses=" + addresses.size() + "]";
    }
}
