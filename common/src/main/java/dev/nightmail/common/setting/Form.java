package dev.nightmail.common.setting;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand as the value of a setting. */
public sealed interface Form {

    /** Such as {@code whole number from 1 to 5000}, for people; {@link #of} reads it. */
    String text();

    /** Whether this may stand there. */
    boolean admits(String value);

    /** Anything. */
    record Text() implements Form {

        @Override
        public String text() {
            return "text";
        }

        @Override
        public boolean admits(String value) {
            return true;
        }
    }

    /** Yes or no. */
    record Flag() implements Form {

        @Override
        public String text() {
            return "true or false";
        }

        @Override
        public boolean admits(String value) {
            return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        }
    }

    /** One of some words, however they are capitalised. */
    record Choice(List<String> words) implements Form {

        private static final String ONE_OF = "one of ";

        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String text() {
            return ONE_OF + String.join(", ", words);
        }

        @Override
        public boolean admits(String value) {
            return words.stream().anyMatch(word -> word.equalsIgnoreCase(value));
        }
    }

    /** Both bounds are allowed; the upper one is not told when it is that of the type. */
    record Whole(int least, int most) implements Form {

        @Override
        public String text() {
            return "whole number from " + least + (most < Integer.MAX_VALUE ? " to " + most : "");
        }

        @Override
        public boolean admits(String value) {
            try {
                int number = Integer.parseInt(value);
                return least <= number && number <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    /** Likewise. */
    record Fraction(double least, double most) implements Form {

        @Override
        public String text() {
            return "number from "
                    + plain(least)
                    + (most < Double.MAX_VALUE ? " to " + plain(most) : "");
        }

        @Override
        public boolean admits(String value) {
            try {
                double number = Double.parseDouble(value);
                return least <= number && number <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        private static String plain(double number) {
            return String.valueOf(number).replaceFirst("\\.0$", "");
        }
    }

    /**
     * A length of time.
     *
     * @param least as people write it, such as {@code 7d}
     */
    record Time(String least) implements Form {

        @Override
        public String text() {
            return "duration from " + least;
        }

        @Override
        public boolean admits(String value) {
            try {
                return !value.isBlank() && parse(value).compareTo(parse(least)) >= 0;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private static Duration parse(String text) {
            return new DurationConverter().convert(text);
        }
    }

    /**
     * @throws IllegalArgumentException when it is not the text of a form
     */
    static Form of(String text) {
        var bounded =
                Pattern.compile("(whole number|number|duration) from (\\S+)(?: to (\\S+))?")
                        .matcher(text);
        if (bounded.matches()) {
            return of(bounded);
        }
        if (text.startsWith(Choice.ONE_OF)) {
            return new Choice(List.of(text.substring(Choice.ONE_OF.length()).split(", ", -1)));
        }
        return switch (text) {
            case "text" -> new Text();
            case "true or false" -> new Flag();
            default -> throw new IllegalArgumentException("No form of a setting: " + text);
        };
    }

    private static Form of(Matcher bounded) {
        var least = bounded.group(2);
        boolean isOpen = bounded.group(3) == null;
        return switch (bounded.group(1)) {
            case "whole number" ->
                    new Whole(
                            Integer.parseInt(least),
                            isOpen ? Integer.MAX_VALUE : Integer.parseInt(bounded.group(3)));
            case "number" ->
                    new Fraction(
                            Double.parseDouble(least),
                            isOpen ? Double.MAX_VALUE : Double.parseDouble(bounded.group(3)));
            default -> new Time(least);
        };
    }
}
