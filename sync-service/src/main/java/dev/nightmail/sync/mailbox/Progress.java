package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Chunk;

/** How many messages of an account are stored, of how many on the server. */
final class Progress {

    private final long total;
    private long done;

    Progress(long done, long total) {
        this.done = done;
        this.total = total;
    }

    void add(long more, Chunk chunk) {
        done += more;
        chunk.progress(done, Math.max(done, total));
    }
}
