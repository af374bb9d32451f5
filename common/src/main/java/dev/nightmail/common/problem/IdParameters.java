package dev.nightmail.common.problem;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ids of paths and queries, and says so when one is none: nothing found would send the
 * caller looking for what never was.
 */
@Provider
class IdParameters implements ParamConverterProvider {

    private static final int UUID_LENGTH = 36;

    @Override
    @SuppressWarnings("unchecked") // T is what each of them converts to.
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, Type genericType, Annotation[] annotations) {
        if (type == UUID.class) {
            return (ParamConverter<T>) new Id();
        }
        return isOptionalId(genericType) ? (ParamConverter<T>) new OptionalId() : null;
    }

    private static boolean isOptionalId(Type type) {
        return type instanceof ParameterizedType whole
                && whole.getRawType() == Optional.class
                && whole.getActualTypeArguments()[0] == UUID.class;
    }

    private static final class Id implements ParamConverter<UUID> {

        @Override
        public UUID fromString(String text) {
            return parse(text);
        }

        @Override
        public String toString(UUID id) {
            return id.toString();
        }
    }

    /** Asked for a parameter that is not there, too. */
    private static final class OptionalId implements ParamConverter<Optional<UUID>> {

        @Override
        public Optional<UUID> fromString(@Nullable String text) {
            return Optional.ofNullable(text).filter(id -> !id.isEmpty()).map(IdParameters::parse);
        }

        @Override
        public String toString(Optional<UUID> id) {
            return id.map(UUID::toString).orElse("");
        }
    }

    /** The form of RFC 9562, section 4. */
    private static UUID parse(String text) {
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            throw notAnId(text);
        }
        throw notAnId(text);
    }

    private static BadRequestException notAnId(String text) {
        var shown = text.substring(0, Math.min(text.length(), UUID_LENGTH));
        return new BadRequestException(Problem.invalid(shown + " is not an id."));
    }
}
