package dev.nightmail.sync.imap;

import java.util.StringJoiner;

/** The two spellings of a set of UIDs: IMAP's sequence set and PostgreSQL's int8multirange. */
final class UidSetText {

    private UidSetText() {}

    static UidSet parse(String sequenceSet) {
        var ranges = new UidRanges();
        if (sequenceSet.isEmpty()) {
            return UidSet.EMPTY;
        }
        for (var part : sequenceSet.split(",", -1)) {
            int colon = part.indexOf(':');
            long first = Long.parseLong(colon < 0 ? part : part.substring(0, colon));
            ranges.add(first, colon < 0 ? first : Long.parseLong(part.substring(colon + 1)));
        }
        return ranges.toSet();
    }

    static String toSequenceSet(UidSet set) {
        var text = new StringJoiner(",");
        for (int i = 0; i < set.rangeCount(); i++) {
            boolean single = set.first(i) == set.last(i);
            text.add(single ? "" + set.first(i) : set.first(i) + ":" + set.last(i));
        }
        return text.toString();
    }

    static UidSet parseMultirange(String multirange) {
        if (!multirange.startsWith("{") || !multirange.endsWith("}")) {
            throw new IllegalArgumentException("a multirange stands in braces");
        }
        var ranges = new UidRanges();
        var body = multirange.substring(1, multirange.length() - 1);
        for (var part : body.isEmpty() ? new String[0] : body.split("(?<=\\)),", -1)) {
            int comma = part.indexOf(',');
            if (!part.startsWith("[") || comma < 0 || !part.endsWith(")")) {
                throw new IllegalArgumentException("a range has the form [first,end)");
            }
            long first = Long.parseLong(part.substring(1, comma));
            ranges.add(first, Long.parseLong(part.substring(comma + 1, part.length() - 1)) - 1);
        }
        return ranges.toSet();
    }

    static String toMultirange(UidSet set) {
        var text = new StringJoiner(",", "{", "}");
        for (int i = 0; i < set.rangeCount(); i++) {
            text.add("[" + set.first(i) + "," + (set.last(i) + 1) + ")");
        }
        return text.toString();
    }
}
