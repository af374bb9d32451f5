package dev.nightmail.common.job;

/** The job has noticed that it should stop, and does. */
public final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("It was asked to stop");
    }
}
