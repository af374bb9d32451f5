package dev.nightmail.common.time;

import java.util.BitSet;
import java.util.List;

/** One field of a cron expression: which of its values fit. */
final class CronField {

    private CronField() {}

    static BitSet parse(String text, int min, int max, List<String> names) {
        var fits = new BitSet(max + 1);
        for (var part : text.split(",", -1)) {
            add(fits, part, new Bounds(min, max, names));
        }
        return fits;
    }

    private record Bounds(int min, int max, List<String> names) {

        int value(String text) {
            int value = names.contains(text) ? names.indexOf(text) + min : number(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException(
                        "A cron field wants " + min + " to " + max + ", not " + text);
            }
            return value;
        }
    }

    private static void add(BitSet fits, String part, Bounds bounds) {
        var halves = part.split("/", -1);
        if (halves.length > 2) {
            throw new IllegalArgumentException("A cron field has two steps: " + part);
        }
        var range = halves[0].split("-", -1);
        boolean isAll = halves[0].equals("*");
        int from = isAll ? bounds.min() : bounds.value(range[0]);
        int to =
                isAll || (halves.length == 2 && range.length == 1)
                        ? bounds.max()
                        : bounds.value(range[range.length - 1]);
        int step = halves.length == 2 ? number(halves[1]) : 1;
        if (range.length > 2 || to < from || step < 1) {
            throw new IllegalArgumentException("A cron field has an empty range: " + part);
        }
        for (int value = from; value <= to; value += step) {
            fits.set(value);
        }
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("A cron field wants a number, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
