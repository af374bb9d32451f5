package dev.nightmail.common.job;

/** What is noted of an effect before it happens. */
public interface Intent {

    /** The id to act under: that of the first attempt, if this one repeats it. */
    String stableId();

    /**
     * Records, durably, that the outside is about to be touched. Called just before the moment that
     * cannot be taken back; what fails earlier has touched nothing.
     *
     * @throws LostClaimException when another worker owns the job; then the moment must not come
     */
    void record();
}
