package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Chunk;

/** How many messages of an account are stored, of how many on the server. */
final class Progress {

    private final long before;
    private long total;
    private long done;

    Progress(long done, long total) {
        this.before = done;
        this.done = done;
        this.total = total;
    }

    /** So many are not to be stored. */
    void skip(long messages) {
        total -= messages;
    }

    /** What the job would show once the chunk is committed. */
    void show(long more, Chunk chunk) {
        chunk.progress(done + more, Math.max(done + more, total));
    }

    /** The chunk has been committed. */
    void add(long more) {
        done += more;
    }

    /** How many have been added. */
    long added() {
        return done - before;
    }
}
