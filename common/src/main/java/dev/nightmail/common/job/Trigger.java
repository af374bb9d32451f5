package dev.nightmail.common.job;

import java.util.Locale;

/** What caused a job. */
public enum Trigger {
    SCHEDULE,
    API,
    CLI,
    JOB,
    EVENT;

    /** As it is stored. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
