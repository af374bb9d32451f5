package dev.nightmail.common.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * By when a command has ended, counted from the start of its process.
 *
 * @param end in monotonic nanoseconds
 */
record MaxTime(long end) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})([smh])");
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** Reads what was typed. */
    static final class Converter implements ITypeConverter<MaxTime> {

        @Override
        public MaxTime convert(String text) {
            var typed = duration(text);
            if (typed.compareTo(SHORTEST) < 0) {
                throw new TypeConversionException("it is 10s at least, not '" + text + "'");
            }
            var gone = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
            return new MaxTime(System.nanoTime() + typed.minus(gone).toNanos());
        }

        private static Duration duration(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "it is such as 90s, 5m or 1h, not '" + text + "'");
            }
            long number = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        }
    }
}
