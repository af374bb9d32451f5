package dev.nightmail.mail.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.mail.forward.HeaderReading.Intact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Header blocks out of texts. */
final class TestHeaders {

    private TestHeaders() {}

    /** Each with its line end. */
    static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    static HeaderReading read(String text) {
        try {
            return HeaderBlock.read(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HeaderBlock block(String text) {
        return ((Intact) read(text)).block();
    }

    static String written(HeaderBlock block) {
        return new String(block.toBytes(), ISO_8859_1);
    }
}
