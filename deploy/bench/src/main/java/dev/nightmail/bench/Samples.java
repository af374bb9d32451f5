package dev.nightmail.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same thing measured several times. */
public final class Samples {

    /** How often a bench measures each contender, after one run that only warms it up. */
    public static final int RUNS = 3;

    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    public double median() {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** The median, with the least and the greatest value in brackets. */
    public String text(String format) {
        var sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                median(),
                sorted.getFirst(),
                sorted.getLast());
    }
}
