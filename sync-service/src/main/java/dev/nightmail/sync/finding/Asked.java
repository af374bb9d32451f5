package dev.nightmail.sync.finding;

import dev.nightmail.common.problem.Problem;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the parameters of a query; what is wrong with one is a problem that names it. */
public final class Asked {

    private static final int MAX_LENGTH = 200;
    private static final int MOST_VALUES = 10;

    private Asked() {}

    /**
     * A slip in the name of a filter, or one that was left empty, would give what was not asked
     * for.
     */
    public static void onlyFor(Set<String> known, UriInfo uri) {
        for (var parameter : uri.getQueryParameters().entrySet()) {
            var name = parameter.getKey();
            if (!known.contains(name)) {
                var shown = name.substring(0, Math.min(name.length(), 36));
                throw Problem.invalid("The parameter " + shown + " is not known here.");
            }
            if (parameter.getValue().stream().anyMatch(String::isBlank)) {
                throw wrong(name, "has a value");
            }
        }
    }

    /** Not empty, and not too long. */
    public static Optional<String> text(String name, Optional<String> value) {
        return text(name, value, MAX_LENGTH);
    }

    /** Not empty, and of so many characters at most. */
    public static Optional<String> text(String name, Optional<String> value, int atMost) {
        return value.map(text -> {
            var stripped = text.strip();
            if (stripped.isEmpty() || stripped.length() > atMost || hasControl(stripped)) {
                throw wrong(name, "has 1 to " + atMost + " characters, without control characters");
            }
            return stripped;
        });
    }

    static List<String> words(String name, Optional<String> value) {
        var words = text(name, value).stream().flatMap(text -> Stream.of(text.split("\\s+", -1)));
        return atMost(name, words.toList());
    }

    static List<String> list(String name, List<String> values) {
        return atMost(
                name,
                values.stream().flatMap(each -> text(name, Optional.of(each)).stream()).toList());
    }

    private static List<String> atMost(String name, List<String> values) {
        if (values.size() > MOST_VALUES) {
            throw wrong(name, "has at most " + MOST_VALUES + " values");
        }
        return values;
    }

    /** A time with its offset, or a day, which begins in UTC. */
    static Optional<Instant> time(String name, Optional<String> value) {
        return value.map(text -> {
            try {
                // A plus in a query means a space.
                var time = text.strip().replace(' ', '+');
                return text.contains("T")
                        ? inRange(name, OffsetDateTime.parse(time).toInstant())
                        : inRange(
                                name,
                                LocalDate.parse(time).atStartOfDay().toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                throw wrong(name, "is a time such as 2026-11-23T08:00:00Z, or a day");
            }
        });
    }

    /** PostgreSQL knows other years than Java. */
    static Instant inRange(String name, Instant time) {
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw wrong(name, "is within the years 1 to 9999");
        }
        return time;
    }

    static Optional<Boolean> truth(String name, Optional<String> value) {
        return value.map(text ->
                switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(name, "is true or false");
                });
    }

    static Problem wrong(String name, String rule) {
        return Problem.invalid("The parameter " + name + " is wrong: it " + rule + ".");
    }

    /** Half characters count, too: they cannot be asked for. */
    private static boolean hasControl(String text) {
        return text.codePoints()
                .anyMatch(c ->
                        Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
