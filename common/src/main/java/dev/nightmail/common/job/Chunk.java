package dev.nightmail.common.job;

/** One transaction of a running job. */
public interface Chunk {

    /** Where the next attempt would go on. */
    void checkpoint(Record checkpoint);

    /** How far the job is, in units of its own; a total of 0 is unknown. */
    void progress(long done, long total);

    /** Adds to one of the counts that the attempt reports. */
    void count(String name, long more);

    /**
     * Counts rows that the chunk has deleted for good, under the name and as {@code destroyed}.
     * Beyond what is usual for this count the chunk is rolled back and the job waits for a person.
     */
    void destroyed(String name, long rows);

    /** The same, when it is known how many such rows the tenant has in all. */
    void destroyed(String name, long rows, long outOf);

    /**
     * Names something that this changes, for the report of a dry run, which keeps the first few.
     *
     * @param id never content
     */
    void sample(String change, String id);

    /** Records how an intended effect ended. */
    void settle(String effect, String outcome);
}
