package dev.nightmail.common.job;

import java.util.UUID;

/** The job belongs to another worker now; what this one wanted to write was refused. */
public class LostClaimException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LostClaimException(UUID job, long token) {
        super("Job " + job + " is no longer held under token " + token);
    }
}
