package dev.nightmail.sync.imap;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/** Walks the UIDs of a set without holding more than its ranges. */
final class UidIterator implements PrimitiveIterator.OfLong {

    private final long[] bounds;
    private int range;
    private long next;

    UidIterator(long[] bounds) {
        this.bounds = bounds;
        this.next = bounds.length == 0 ? 0 : bounds[0];
    }

    @Override
    public boolean hasNext() {
        return range < bounds.length;
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException("no further UID");
        }
        long uid = next++;
        if (uid == bounds[range + 1]) {
            range += 2;
            next = hasNext() ? bounds[range] : 0;
        }
        return uid;
    }
}
