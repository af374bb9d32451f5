package dev.nightmail.common.ingest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/**
 * What became of a batch; each item is counted once, or is among the errors.
 *
 * @param deleted tombstones that are new
 */
@RegisterForReflection
public record IngestView(
        int created, int updated, int deleted, int unchanged, int stale, List<Wrong> errors) {

    /**
     * An item that was refused.
     *
     * @param index its place in the batch, from 0 on
     * @param code {@code malformed}, or {@code conflict}: its version is known with another content
     * @param field empty when it is wrong as a whole
     */
    @RegisterForReflection
    public record Wrong(int index, String code, String field, String message) {}

    /** The outcomes are those of the items among the readings, in their order. */
    static IngestView of(List<Reading> readings, List<ItemOutcome> outcomes) {
        var counts = new EnumMap<ItemOutcome, Integer>(ItemOutcome.class);
        outcomes.forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        return new IngestView(
                counts.getOrDefault(ItemOutcome.CREATED, 0),
                counts.getOrDefault(ItemOutcome.UPDATED, 0),
                counts.getOrDefault(ItemOutcome.DELETED, 0),
                counts.getOrDefault(ItemOutcome.UNCHANGED, 0),
                counts.getOrDefault(ItemOutcome.STALE, 0),
                errors(readings, outcomes));
    }

    /** Whether not one item was what is wanted. */
    boolean isRefused() {
        return created + updated + deleted + unchanged + stale == 0;
    }

    private static List<Wrong> errors(List<Reading> readings, List<ItemOutcome> outcomes) {
        var errors = new ArrayList<Wrong>();
        var next = outcomes.iterator();
        for (int index = 0; index < readings.size(); index++) {
            switch (readings.get(index)) {
                case Reading.Refusal refusal ->
                        errors.add(
                                new Wrong(index, "malformed", refusal.field(), refusal.message()));
                case Reading.Item item -> {
                    if (next.next() == ItemOutcome.CONFLICT) {
                        errors.add(
                                new Wrong(
                                        index,
                                        "conflict",
                                        "version",
                                        "has been told before, with another content"));
                    }
                }
            }
        }
        return errors;
    }
}
