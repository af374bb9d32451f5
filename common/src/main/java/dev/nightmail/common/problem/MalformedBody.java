package dev.nightmail.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.nightmail.common.problem.ProblemView.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what is wrong with a body that is not what is wanted. Repeats nothing of its values. */
final class MalformedBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 60;

    private static final Map<Class<?>, String> TYPES =
            Map.of(
                    UUID.class, "an id",
                    String.class, "a text",
                    Instant.class, "a time",
                    LocalDate.class, "a day such as 2025-01-31",
                    boolean.class, "true or false",
                    Boolean.class, "true or false",
                    int.class, "a number",
                    long.class, "a number");

    private MalformedBody() {}

    /** The field that is wrong; empty when the whole is no JSON, or of another shape. */
    static List<Violation> violations(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return List.of(new Violation(field(mapping), message(mapping)));
        }
        return List.of();
    }

    static String detail(JsonProcessingException e) {
        return violations(e).stream()
                .map(wrong ->
                        "The body is not what is wanted here: %s %s."
                                .formatted(wrong.field(), wrong.message()))
                .findFirst()
                .orElseGet(() ->
                        "The body is not the JSON that is wanted here, at %s.".formatted(place(e)));
    }

    private static String place(JsonProcessingException e) {
        return Optional.ofNullable(e.getLocation())
                .map(where -> where.offsetDescription())
                .orElse("an unknown place");
    }

    /** Such as {@code imap.port} or {@code to[0]}; what the caller has called so is cut. */
    private static String field(JsonMappingException e) {
        var name =
                e.getPath().stream()
                        .map(MalformedBody::step)
                        .collect(Collectors.joining())
                        .replaceFirst("^\\.", "");
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static String step(Reference step) {
        return step.getFieldName() == null
                ? "[" + step.getIndex() + "]"
                : "." + step.getFieldName();
    }

    private static String message(JsonMappingException e) {
        return e instanceof UnrecognizedPropertyException
                ? "is not known here"
                : "must be " + wanted(e);
    }

    private static String wanted(JsonMappingException e) {
        return e instanceof MismatchedInputException mismatch
                ? Optional.<Class<?>>ofNullable(mismatch.getTargetType())
                        .map(MalformedBody::name)
                        .orElse("something else")
                : "something else";
    }

    private static String name(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(value -> JSON.convertValue(value, String.class))
                    .collect(Collectors.joining(" or "));
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type)
                ? "a list"
                : TYPES.getOrDefault(type, "an object");
    }
}
