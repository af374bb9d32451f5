package dev.nightmail.common.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.StrictJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The arguments of a job as a person types them: {@code --arg name=value}. */
final class TypedArguments {

    private final ObjectMapper json;

    TypedArguments(ObjectMapper json) {
        this.json = StrictJson.of(json);
    }

    /** Empty unless all that the kind needs is there, of its type, and nothing else. */
    <A extends Record> Optional<A> find(JobKind<A> kind, Map<String, String> typed) {
        try {
            return Optional.of(json.convertValue(typed, kind.args()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code sync.initial-sync needs --arg accountId=UUID}. */
    static String usage(JobKind<?> kind) {
        var components = kind.args().getRecordComponents();
        if (components.length == 0) {
            return kind.name() + " takes no --arg";
        }
        return Stream.of(components)
                .map(TypedArguments::usage)
                .collect(Collectors.joining(" ", kind.name() + " needs ", ""));
    }

    private static String usage(RecordComponent component) {
        var option = "--arg %s=%s".formatted(component.getName(), type(component));
        return isOptional(component) ? "[" + option + "]" : option;
    }

    private static String type(RecordComponent component) {
        Type type = component.getGenericType();
        if (isOptional(component) && type instanceof ParameterizedType optional) {
            type = optional.getActualTypeArguments()[0];
        }
        var name = type.getTypeName();
        return name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getType() == Optional.class;
    }
}
