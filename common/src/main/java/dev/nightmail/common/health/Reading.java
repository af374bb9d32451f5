package dev.nightmail.common.health;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read of one thing, and what is wrong with it.
 *
 * @param name what sort of thing, such as {@code queue}
 * @param subject which; nothing of a tenant's
 */
public record Reading(
        String name, String subject, SortedMap<String, Double> numbers, Set<Trouble> troubles) {

    public static Reading of(String name, String subject) {
        return new Reading(name, subject, new TreeMap<>(), EnumSet.noneOf(Trouble.class));
    }

    /** The same with one number more. */
    public Reading with(String number, long value) {
        return with(number, (double) value);
    }

    /** The same with one number more. */
    public Reading with(String number, double value) {
        var more = new TreeMap<>(numbers);
        more.put(number, value);
        return new Reading(name, subject, more, troubles);
    }

    /** The same with these numbers more. */
    public Reading with(Map<String, Double> others) {
        var more = new TreeMap<>(numbers);
        more.putAll(others);
        return new Reading(name, subject, more, troubles);
    }

    /** The same with the trouble, if it is so. */
    public Reading when(boolean isSo, Trouble trouble) {
        if (!isSo) {
            return this;
        }
        var more = EnumSet.of(trouble);
        more.addAll(troubles);
        return new Reading(name, subject, numbers, more);
    }

    Verdict verdict() {
        return Verdict.worst(troubles.stream().map(Trouble::verdict).toList());
    }
}
