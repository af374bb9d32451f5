package dev.nightmail.common.ingest;

/** What became of an item. */
enum ItemOutcome {
    CREATED,
    UPDATED,
    /** Its row is a tombstone now. */
    DELETED,
    /** The same has been told before. */
    UNCHANGED,
    /** A higher version has been told before. */
    STALE,
    /** Its version has been told before, with another content; the first one stays. */
    CONFLICT
}
