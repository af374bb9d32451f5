package dev.nightmail.sync.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Set;

/** How an attachment is handed out, so that no browser takes it for a page of ours. */
final class ServedFile {

    /** What a browser can show without running anything. */
    private static final Set<String> SHOWN =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private static final String OTHER = "application/octet-stream";
    private static final int MOST_NAME = 200;
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";

    private ServedFile() {}

    /** Whether it is of a type that a browser shows as a picture. */
    static boolean isPicture(String declared) {
        return SHOWN.contains(declared);
    }

    static String type(String declared) {
        return SHOWN.contains(declared) ? declared : OTHER;
    }

    /** RFC 6266, with the name as in RFC 8187, section 3.2. */
    static String disposition(String name, int n) {
        var safe = name.replaceAll("[\\p{Cc}\\p{Cf}/\\\\:]", "_").strip();
        var cut =
                safe.isEmpty()
                        ? "attachment-" + n
                        : safe.substring(0, Math.min(safe.length(), MOST_NAME));
        return "attachment; filename*=UTF-8''" + encoded(cut);
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte b : name.getBytes(UTF_8)) {
            char c = (char) (b & 0xFF);
            if (PLAIN.indexOf(Character.toLowerCase(c)) >= 0) {
                encoded.append(c);
            } else {
                encoded.append("%%%02X".formatted(b & 0xFF).toUpperCase(Locale.ROOT));
            }
        }
        return encoded.toString();
    }
}
