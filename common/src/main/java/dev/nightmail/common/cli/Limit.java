package dev.nightmail.common.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many rows a list has at most. */
record Limit(int rows) {

    private static final int MOST = 100_000;

    /** Reads what was typed. */
    static final class Converter implements ITypeConverter<Limit> {

        @Override
        public Limit convert(String text) {
            if (!text.matches("[1-9][0-9]{0,5}") || Integer.parseInt(text) > MOST) {
                throw new TypeConversionException(
                        "it is a number from 1 to " + MOST + ", not '" + text + "'");
            }
            return new Limit(Integer.parseInt(text));
        }
    }
}
