package dev.nightmail.common.job;

/** Which of the waiting jobs of a queue go first. */
public enum Priority {
    URGENT(0),
    HIGH(1),
    NORMAL(2),
    LOW(3);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** As it is stored; the smallest goes first. */
    int rank() {
        return rank;
    }
}
