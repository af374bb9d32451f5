package dev.nightmail.common.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Arguments, checkpoints and counts as JSON. */
@ApplicationScoped
class Codec {

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final ObjectMapper json;

    Codec(ObjectMapper json) {
        this.json = json;
    }

    String toJson(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + value.getClass(), e);
        }
    }

    /**
     * @throws MalformedArgumentsException when the text is not of the type; the message holds no
     *     value
     */
    <T> T fromJson(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new MalformedArgumentsException(type.getSimpleName());
        }
    }

    Map<String, Long> toCounts(String text) {
        try {
            return json.readValue(text, COUNTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored counts are not counts", e);
        }
    }

    /** Stored arguments that the kind cannot read; no attempt would succeed. */
    static final class MalformedArgumentsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedArgumentsException(String type) {
            super("The arguments are not " + type);
        }
    }
}
