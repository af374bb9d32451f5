package dev.nightmail.sync.imap;

import java.util.ArrayList;
import java.util.List;

/** Cuts a set into pages by number of UIDs, so that a page costs the same however sparse it is. */
final class UidPages {

    private final int count;
    private final List<UidSet> pages = new ArrayList<>();
    private UidRanges page = new UidRanges();
    private long free;

    private UidPages(int count) {
        this.count = count;
        this.free = count;
    }

    static List<UidSet> newestFirst(UidSet set, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a page has at least one UID");
        }
        var cutter = new UidPages(count);
        for (int range = set.rangeCount() - 1; range >= 0; range--) {
            cutter.take(set.first(range), set.last(range));
        }
        return cutter.finish();
    }

    /** The first of the pages of a set that is not empty. */
    static UidSet newest(UidSet set, int count) {
        var cutter = new UidPages(count);
        for (int range = set.rangeCount() - 1; cutter.pages.isEmpty() && range >= 0; range--) {
            cutter.take(Math.max(set.first(range), set.last(range) - count + 1), set.last(range));
        }
        return cutter.finish().getFirst();
    }

    private void take(long first, long last) {
        long top = last;
        while (top >= first) {
            long bottom = Math.max(first, top - free + 1);
            page.add(bottom, top);
            free -= top - bottom + 1;
            top = bottom - 1;
            if (free == 0) {
                turn();
            }
        }
    }

    private void turn() {
        pages.add(page.toSet());
        page = new UidRanges();
        free = count;
    }

    private List<UidSet> finish() {
        if (free < count) {
            turn();
        }
        return List.copyOf(pages);
    }
}
