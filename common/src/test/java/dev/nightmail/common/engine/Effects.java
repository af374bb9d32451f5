package dev.nightmail.common.engine;

import dev.nightmail.common.job.Effect;
import dev.nightmail.common.job.JobContext;

/** An effect that touches nothing. */
final class Effects {

    static final Effect MAIL = new Effect("smtp", "<id@test>");

    private Effects() {}

    /** Records the intent; returns the stable id under which it was to happen. */
    static String record(JobContext context) {
        return context.perform(
                MAIL,
                intent -> {
                    intent.record();
                    return intent.stableId();
                },
                "assumed");
    }
}
