package dev.nightmail.common.problem;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads the whole numbers of queries, such as limits, and says so when one is none. */
@Provider
class NumberParameters implements ParamConverterProvider {

    /** Of what was sent, so much is shown. */
    private static final int SHOWN = 36;

    @Override
    @SuppressWarnings("unchecked") // T is what it converts to.
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, Type genericType, Annotation[] annotations) {
        return type == int.class || type == Integer.class ? (ParamConverter<T>) new Whole() : null;
    }

    private static final class Whole implements ParamConverter<Integer> {

        @Override
        public Integer fromString(String text) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw notANumber(text);
            }
        }

        @Override
        public String toString(Integer number) {
            return number.toString();
        }
    }

    private static BadRequestException notANumber(String text) {
        var shown = text.substring(0, Math.min(text.length(), SHOWN));
        return new BadRequestException(Problem.invalid(shown + " is not a number."));
    }
}
