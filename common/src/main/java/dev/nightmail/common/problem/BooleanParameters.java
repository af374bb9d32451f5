package dev.nightmail.common.problem;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads what queries answer by true or false: anything else would be taken for a no. */
@Provider
class BooleanParameters implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked") // T is what it converts to.
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, Type genericType, Annotation[] annotations) {
        return type == boolean.class || type == Boolean.class
                ? (ParamConverter<T>) new YesOrNo()
                : null;
    }

    private static final class YesOrNo implements ParamConverter<Boolean> {

        @Override
        public Boolean fromString(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default ->
                        throw new BadRequestException(
                                Problem.invalid("A parameter must be true or false."));
            };
        }

        @Override
        public String toString(Boolean value) {
            return value.toString();
        }
    }
}
