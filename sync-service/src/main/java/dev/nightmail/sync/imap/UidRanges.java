package dev.nightmail.sync.imap;

import java.util.Arrays;

/** Gathers ranges in any order into one {@link UidSet}; cheapest when they come ascending. */
final class UidRanges {

    private long[] bounds = new long[16];
    private int length;
    private boolean sorted = true;

    UidRanges add(long one, long other) {
        long first = Math.min(one, other);
        long last = Math.max(one, other);
        if (first < 1 || last > UidSet.MAX_UID) {
            throw new IllegalArgumentException("a UID is 1 to " + UidSet.MAX_UID);
        }
        if (length > 0
                && sorted
                && first >= bounds[length - 2]
                && first <= bounds[length - 1] + 1) {
            bounds[length - 1] = Math.max(bounds[length - 1], last);
            return this;
        }
        sorted &= length == 0 || first > bounds[length - 1];
        if (length == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * length);
        }
        bounds[length++] = first;
        bounds[length++] = last;
        return this;
    }

    UidSet toSet() {
        return sorted ? new UidSet(Arrays.copyOf(bounds, length)) : inOrder().toSet();
    }

    private UidRanges inOrder() {
        var byFirst = new long[length / 2][];
        for (int i = 0; i < byFirst.length; i++) {
            byFirst[i] = new long[] {bounds[2 * i], bounds[2 * i + 1]};
        }
        Arrays.sort(byFirst, (a, b) -> Long.compare(a[0], b[0]));
        var ordered = new UidRanges();
        for (var range : byFirst) {
            ordered.add(range[0], range[1]);
        }
        return ordered;
    }
}
