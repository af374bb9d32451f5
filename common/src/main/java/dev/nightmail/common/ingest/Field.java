package dev.nightmail.common.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.common.time.Zones;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One value of an item.
 *
 * @param name in JSON; its column has the same in snake case
 * @param bounds what it must be: ends a sentence that the name begins
 * @param text the value as SQL reads it; empty for one that is out of bounds
 */
public record Field(
        String name,
        String sqlType,
        String bounds,
        boolean isRequired,
        Function<JsonNode, Optional<String>> text) {

    /** Integers up to here are the same in every language that reads JSON. */
    public static final long GREATEST_NUMBER = (1L << 53) - 1;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@|+=~-]{1,200}");
    private static final Pattern OPAQUE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
    private static final Pattern PERIOD =
            Pattern.compile("P([1-9]\\d{0,2}D|[1-9]\\d?W|[1-9]\\d?M|[1-9]Y)");
    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2099;
    private static final int LONGEST_ZONE = 60;

    /** A text for people. */
    public static Field text(String name, int most) {
        return ofText(
                name,
                "must be a text of 1 to %d characters, none of them a control character"
                        .formatted(most),
                text -> !text.isBlank() && text.length() <= most);
    }

    /** The product's id of something. */
    public static Field id(String name) {
        return ofPattern(name, "must be 1 to 200 letters, digits or any of ._:@|+=~-", ID);
    }

    /** An id that is too short, and of too few characters, to be a token with content. */
    public static Field opaqueId(String name) {
        return ofPattern(
                name,
                "must be 1 to 64 letters, digits or any of _-: an id or a hash, never a token",
                OPAQUE_ID);
    }

    /** A hash of a secret. */
    public static Field hash(String name) {
        return ofPattern(name, "must be a SHA-256 of 64 hexadecimal digits in lower case", SHA_256);
    }

    /** A mail address. */
    public static Field address(String name) {
        return ofPattern(name, "must be a mail address", ADDRESS);
    }

    /** A period of ISO 8601 with one unit. */
    public static Field period(String name) {
        return ofPattern(name, "must be a period of one unit, such as P30D, P1M or P1Y", PERIOD);
    }

    /** A time zone, as schedules know it. */
    public static Field zone(String name) {
        return ofText(
                name,
                "must be UTC or a region and a city, such as Europe/Berlin",
                text -> text.length() <= LONGEST_ZONE && Zones.isKnown(text));
    }

    /** A count, from 0 to 2^53 - 1. */
    public static Field number(String name) {
        return new Field(
                name,
                "bigint",
                "must be a whole number from 0 to " + GREATEST_NUMBER,
                true,
                value ->
                        Optional.of(value)
                                .filter(JsonNode::isIntegralNumber)
                                .filter(JsonNode::canConvertToLong)
                                .map(JsonNode::longValue)
                                .filter(number -> number >= 0 && number <= GREATEST_NUMBER)
                                .map(String::valueOf));
    }

    /** A day, from 2000 to 2099. */
    public static Field date(String name) {
        return new Field(
                name,
                "date",
                "must be a date from 2000 to 2099, such as 2026-11-22",
                true,
                value ->
                        plain(value)
                                .flatMap(text -> parsed(text, LocalDate::parse))
                                .filter(date -> isInReach(date.getYear()))
                                .map(LocalDate::toString));
    }

    /** A moment, from 2000 to 2099, kept to the microsecond. */
    public static Field instant(String name) {
        return new Field(
                name,
                "timestamptz",
                "must be a time from 2000 to 2099, such as 2026-11-22T08:00:00Z",
                true,
                value ->
                        plain(value)
                                .flatMap(text -> parsed(text, Instant::parse))
                                .filter(time -> isInReach(time.atOffset(ZoneOffset.UTC).getYear()))
                                .map(time -> time.truncatedTo(ChronoUnit.MICROS).toString()));
    }

    /** The same, for items that may do without. */
    public Field optional() {
        return new Field(name, sqlType, bounds, false, text);
    }

    String column() {
        return UPPER_CASE
                .matcher(name)
                .replaceAll(upper -> "_" + upper.group().toLowerCase(Locale.ROOT));
    }

    private static Field ofPattern(String name, String bounds, Pattern pattern) {
        return ofText(name, bounds, text -> pattern.matcher(text).matches());
    }

    private static Field ofText(String name, String bounds, Predicate<String> isGood) {
        return new Field(name, "text", bounds, true, value -> plain(value).filter(isGood));
    }

    /** Without what no column keeps, and what would end a line where it is written. */
    private static Optional<String> plain(JsonNode value) {
        return Optional.of(value)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> text.codePoints().allMatch(Field::isPlain));
    }

    /** Half a pair of surrogates is no character either. */
    private static boolean isPlain(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL && type != Character.SURROGATE;
    }

    private static boolean isInReach(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
