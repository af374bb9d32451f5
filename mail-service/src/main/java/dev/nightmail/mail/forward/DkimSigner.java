package dev.nightmail.mail.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signs messages (RFC 6376, relaxed/relaxed), reading the body once and holding none of it. */
final class DkimSigner {

    private static final List<String> NAMES =
            List.of(
                    "from",
                    "to",
                    "cc",
                    "subject",
                    "date",
                    "message-id",
                    "in-reply-to",
                    "references",
                    "reply-to",
                    "mime-version",
                    "content-type",
                    "content-transfer-encoding",
                    "list-id",
                    "list-archive",
                    "list-help",
                    "list-owner",
                    "list-post",
                    "list-subscribe",
                    "list-unsubscribe",
                    "list-unsubscribe-post");

    /** Of one name; a message has no reason for more. */
    private static final int MAX_SIGNED = 10;

    private static final int LINE = 72;

    private static final Pattern SPACES = Pattern.compile("[ \\t]+");
    private static final Pattern ENDS = Pattern.compile("^ | $");
    private static final Pattern LONG = Pattern.compile("(.{50}[^:]*:)");

    private final DkimKey key;

    DkimSigner(DkimKey key) {
        this.key = key;
    }

    /**
     * @param body lines end in CRLF
     * @return the field that belongs above the others
     */
    HeaderField sign(HeaderBlock headers, InputStream body, Instant at) throws IOException {
        var names = NAMES.stream().flatMap(name -> occurrences(headers, name)).toList();
        var unsigned =
                HeaderField.of(
                        "DKIM-Signature",
                        "v=1; a=%s; c=relaxed/relaxed;\r\n\td=%s; s=%s; t=%d;\r\n\th=%s;\r\n\tbh=%s;\r\n\tb="
                                .formatted(
                                        key.algorithm(),
                                        key.domain(),
                                        key.selector(),
                                        at.getEpochSecond(),
                                        LONG.matcher(String.join(":", names))
                                                .replaceAll("$1\r\n\t "),
                                        encode(RelaxedBody.hash(body))));
        var signature = encode(key.sign(input(headers, names, unsigned)));
        return new HeaderField(unsigned.text() + folded(signature));
    }

    /** From is named once more than it is there, so that nobody can add one (section 8.15). */
    private static Stream<String> occurrences(HeaderBlock headers, String name) {
        int present = Math.min(headers.all(name).size(), MAX_SIGNED);
        return Collections.nCopies(name.equals("from") ? present + 1 : present, name).stream();
    }

    /**
     * What is signed (section 3.7): of each name the fields from below, then the signature itself.
     *
     * @param unsigned with nothing after b=
     */
    static byte[] input(HeaderBlock headers, List<String> names, HeaderField unsigned) {
        var text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            int used = Collections.frequency(names.subList(0, i), name);
            var present = headers.all(name);
            if (used < present.size()) {
                text.append(relaxed(present.get(present.size() - 1 - used))).append("\r\n");
            }
        }
        return text.append(relaxed(unsigned)).toString().getBytes(ISO_8859_1);
    }

    /** Section 3.4.2. */
    private static String relaxed(HeaderField field) {
        var value = SPACES.matcher(field.value()).replaceAll(" ");
        return field.name().toLowerCase(Locale.ROOT) + ":" + ENDS.matcher(value).replaceAll("");
    }

    private static String folded(String signature) {
        return Stream.iterate(0, start -> start < signature.length(), start -> start + LINE)
                .map(at -> signature.substring(at, Math.min(at + LINE, signature.length())))
                .collect(Collectors.joining("\r\n\t "));
    }

    private static String encode(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
