package dev.nightmail.common.health;

/**
 * How attempts of the last 24 hours have ended.
 *
 * @param failed and to be tried again
 * @param discarded failed for good, those in quarantine among them
 * @param other rescued, uncertain or parked
 */
record Tally(long completed, long failed, long discarded, long quarantined, long other) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    long runs() {
        return completed + failed + discarded + other;
    }

    Tally and(Tally more) {
        return new Tally(
                completed + more.completed,
                failed + more.failed,
                discarded + more.discarded,
                quarantined + more.quarantined,
                other + more.other);
    }

    /** Which part of the runs succeeded. */
    double success() {
        return share(completed);
    }

    /** Which part of them failed. */
    double errors() {
        return share(failed + discarded);
    }

    private double share(long some) {
        return runs() == 0 ? 0 : (double) some / runs();
    }
}
