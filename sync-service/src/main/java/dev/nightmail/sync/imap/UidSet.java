package dev.nightmail.sync.imap;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;

/**
 * An immutable set of UIDs, kept as sorted ranges: a million UIDs without gaps are two numbers.
 *
 * <p>Ranges are never expanded, because a server may name {@code 1:4294967295} for one message. All
 * set operations take time in proportion to the number of ranges.
 */
public final class UidSet {

    /** The largest UID (RFC 9051, section 2.3.1.1). */
    public static final long MAX_UID = 4_294_967_295L;

    public static final UidSet EMPTY = new UidSet(new long[0]);

    /** Every possible UID. */
    public static final UidSet ALL = range(1, MAX_UID);

    /** First and last UID of each range in turn; ascending, apart by at least one missing UID. */
    private final long[] bounds;

    UidSet(long[] bounds) {
        this.bounds = bounds;
    }

    /** The range of both UIDs and all between, in either order; UIDs are 1 to {@link #MAX_UID}. */
    public static UidSet range(long one, long other) {
        return new UidRanges().add(one, other).toSet();
    }

    /** UIDs in any order; repeats count once. */
    public static UidSet of(long... uids) {
        var ranges = new UidRanges();
        for (long uid : uids) {
            ranges.add(uid, uid);
        }
        return ranges.toSet();
    }

    /** The same of numbers in a collection. */
    public static UidSet of(Collection<Long> uids) {
        return of(uids.stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * Reads a sequence set such as {@code 1:5,9} (RFC 9051, section 9); empty text is the empty
     * set.
     *
     * @throws IllegalArgumentException when it is none, or has a {@code *}
     */
    public static UidSet parse(String sequenceSet) {
        return UidSetText.parse(sequenceSet);
    }

    /** Reads a PostgreSQL int8multirange such as {@code {[1,6),[9,10)}}. */
    public static UidSet parseMultirange(String multirange) {
        return UidSetText.parseMultirange(multirange);
    }

    /** The form of PostgreSQL's int8multirange, such as {@code {[1,6),[9,10)}}. */
    public String toMultirange() {
        return UidSetText.toMultirange(this);
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** How many UIDs. */
    public long size() {
        long size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i] + 1;
        }
        return size;
    }

    public boolean contains(long uid) {
        int at = Arrays.binarySearch(bounds, uid);
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    /**
     * The lowest UID.
     *
     * @throws java.util.NoSuchElementException when the set is empty
     */
    public long lowest() {
        return iterator().nextLong();
    }

    /**
     * The highest UID.
     *
     * @throws java.util.NoSuchElementException when the set is empty
     */
    public long highest() {
        return isEmpty() ? lowest() : bounds[bounds.length - 1];
    }

    public UidSet union(UidSet other) {
        return UidSetAlgebra.combine(this, other, (here, there) -> here || there);
    }

    public UidSet minus(UidSet other) {
        return UidSetAlgebra.combine(this, other, (here, there) -> here && !there);
    }

    public UidSet intersect(UidSet other) {
        return UidSetAlgebra.combine(this, other, (here, there) -> here && there);
    }

    /**
     * Cuts the set into pages of {@code count} UIDs, the highest first; the last page may be
     * smaller.
     */
    public List<UidSet> pagesNewestFirst(int count) {
        return UidPages.newestFirst(this, count);
    }

    /** The so many greatest UIDs, or all. */
    public UidSet newest(int count) {
        return isEmpty() ? this : UidPages.newest(this, count);
    }

    /** All UIDs ascending, one at a time. */
    public PrimitiveIterator.OfLong iterator() {
        return new UidIterator(bounds);
    }

    public void forEach(LongConsumer action) {
        iterator().forEachRemaining(action);
    }

    /** All UIDs ascending; only for sets known to be small. */
    public long[] toArray() {
        var uids = new long[Math.toIntExact(size())];
        var iterator = iterator();
        for (int i = 0; i < uids.length; i++) {
            uids[i] = iterator.nextLong();
        }
        return uids;
    }

    int rangeCount() {
        return bounds.length / 2;
    }

    long first(int range) {
        return bounds[2 * range];
    }

    long last(int range) {
        return bounds[2 * range + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UidSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** The sequence set, such as {@code 1:5,9}. */
    @Override
    public String toString() {
        return UidSetText.toSequenceSet(this);
    }
}
