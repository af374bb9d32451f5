package dev.nightmail.local.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Bodies that nobody wants, each with a secret in it. */
final class BadBodies {
    private static final int DEPTH = 10_000;
    private static final int DIGITS = 100_000;
    private static final int BOMB = 20_000_000;
    private static final int LONG_TEXT = 10_000_000;

    private BadBodies() {}

    /** By what is wrong with them; every one of them is JSON by its Content-Type. */
    static Map<String, byte[]> all(String secret) {
        var bodies = new LinkedHashMap<String, byte[]>();
        bodies.put("nothing", new byte[0]);
        bodies.put("a half", utf8("{\"name\":\"" + secret));
        bodies.put("deep lists", utf8("[".repeat(DEPTH) + '"' + secret + '"'));
        bodies.put("deep objects", utf8("{\"a\":".repeat(DEPTH) + '"' + secret + '"'));
        bodies.put("a long number", utf8("{\"name\":" + "9".repeat(DIGITS) + "}"));
        bodies.put("twice", utf8("{\"name\":\"a\",\"name\":\"" + secret + "\"}"));
        bodies.put("a list", utf8("[{\"name\":\"" + secret + "\"}]"));
        bodies.put("a text", utf8('"' + secret + '"'));
        bodies.put("null", utf8("null"));
        bodies.put("two values", utf8("{} {\"name\":\"" + secret + "\"}"));
        bodies.put("NUL", utf8("{\"name\":\"" + secret + "\\u0000\"}"));
        bodies.put("half a pair", utf8("{\"name\":\"" + secret + "\\ud800\"}"));
        bodies.put(
                "not UTF-8",
                ("{\"name\":\"" + secret + "\u00ff\"}").getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("another field", utf8("{\"" + secret.replace('-', '_') + "_x\":1}"));
        return bodies;
    }

    static byte[] longText(String secret) {
        return utf8("{\"name\":\"" + secret + "x".repeat(LONG_TEXT) + "\"}");
    }

    /** Small until somebody unpacks it. */
    static byte[] bomb() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[BOMB]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Of the ingest, one more than it takes. */
    static String tooManyItems(int most, String secret) {
        var item = "{\"externalId\":\"" + secret + "\"},";
        var items = item.repeat(most + 1);
        return "{\"items\":[" + items.substring(0, items.length() - 1) + "]}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
