package dev.nightmail.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A text on the class path with places like {@code @name@} to be filled. */
public final class Template {
    private Template() {}

    /** The text of the resource beside this class, with each {@code @name@} replaced. */
    public static String fill(String resource, Map<String, ?> values) {
        String text = read(resource);
        for (Map.Entry<String, ?> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", String.valueOf(value.getValue()));
        }
        return text;
    }

    private static String read(String resource) {
        try (var in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
