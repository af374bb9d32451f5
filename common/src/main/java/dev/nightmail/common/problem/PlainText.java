package dev.nightmail.common.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Reads texts, and refuses half a pair of surrogates, which no UTF-8 can say. */
final class PlainText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    private PlainText() {
        super(String.class);
    }

    static SimpleModule module() {
        return new SimpleModule("plain-text").addDeserializer(String.class, new PlainText());
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        var text = StringDeserializer.instance.deserialize(parser, context);
        if (text.codePoints().anyMatch(PlainText::isHalf)) {
            throw context.weirdStringException("", String.class, "holds what is no character");
        }
        return text;
    }

    private static boolean isHalf(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }
}
