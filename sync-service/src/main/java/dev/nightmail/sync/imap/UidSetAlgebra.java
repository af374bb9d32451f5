package dev.nightmail.sync.imap;

/** Union, difference and intersection by one sweep over the edges of two sets. */
final class UidSetAlgebra {

    private UidSetAlgebra() {}

    /** Whether a UID belongs to the result, by whether it is in the one and the other set. */
    @FunctionalInterface
    interface Membership {
        boolean test(boolean inOne, boolean inOther);
    }

    static UidSet combine(UidSet one, UidSet other, Membership membership) {
        var result = new UidRanges();
        int i = 0;
        int j = 0;
        long from = 1;
        while (i < 2 * one.rangeCount() || j < 2 * other.rangeCount()) {
            long edge = Math.min(edge(one, i), edge(other, j));
            if (edge > from && membership.test(i % 2 == 1, j % 2 == 1)) {
                result.add(from, edge - 1);
            }
            i += edge(one, i) == edge ? 1 : 0;
            j += edge(other, j) == edge ? 1 : 0;
            from = edge;
        }
        return result.toSet();
    }

    /** Where membership changes: the first UID of a range, then the one after its last. */
    private static long edge(UidSet set, int index) {
        if (index >= 2 * set.rangeCount()) {
            return Long.MAX_VALUE;
        }
        return index % 2 == 0 ? set.first(index / 2) : set.last(index / 2) + 1;
    }
}
