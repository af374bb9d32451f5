package dev.nightmail.common.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.job.StoredCounts;
import dev.nightmail.common.job.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Arguments, checkpoints and counts as JSON. */
@ApplicationScoped
class Codec {

    private final ObjectMapper json;
    private final ObjectMapper whole;

    Codec(ObjectMapper json) {
        this.json = json;
        this.whole = StrictJson.of(json);
    }

    String toJson(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + value.getClass(), e);
        }
    }

    /**
     * @throws MalformedArgumentsException when the text is not of the type, has a component that
     *     the type has not, or lacks one that is not Optional; the message holds no value
     */
    <A extends Record> A toArguments(String text, Class<A> type) {
        return find(text, type)
                .orElseThrow(() -> new MalformedArgumentsException(type.getSimpleName()));
    }

    /**
     * Empty when another release wrote it, and with other components: the job begins anew, which is
     * as safe as any repeat.
     */
    <C extends Record> Optional<C> findCheckpoint(String text, Class<C> type) {
        return find(text, type);
    }

    private <T> Optional<T> find(String text, Class<T> type) {
        try {
            return Optional.ofNullable(whole.readValue(text, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    Map<String, Long> toCounts(String text) {
        return StoredCounts.read(json, text);
    }

    /** Stored arguments that the kind cannot read; no attempt would succeed. */
    static final class MalformedArgumentsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedArgumentsException(String type) {
            super("The arguments are not " + type);
        }
    }
}
