package dev.nightmail.bench.sync;

/** The most memory that any of several processes took. */
final class Peak {

    private double mebibytes;

    /** Its seconds. */
    double of(Watched run) {
        mebibytes = Math.max(mebibytes, run.memory());
        return run.seconds();
    }

    double mebibytes() {
        return mebibytes;
    }
}
