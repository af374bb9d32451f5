package dev.nightmail.notification.alert;

import dev.nightmail.common.event.JobFact;
import io.quarkus.mailer.Mail;

/** The words in which the operator is told of something. */
record Notice(String subject, String text) {

    /** What to do: with the service, the kind and the job. */
    private static final String DISCARDED =
            """
            look at its attempts, and at what the log said of them, with

                %1$s jobs show %3$s

            When the cause is gone, start the work again where it came from, or let the same job run
            again with

                %1$s jobs retry %3$s
            """;

    private static final String QUARANTINED =
            """
            look at its attempts with

                %1$s jobs show %3$s

            and at what ended the processes at those times: it may be this job. When the cause is gone,
            let it run again with

                %1$s jobs retry %3$s
            """;

    private static final String UNCERTAIN =
            """
            look what it was about with

                %1$s jobs uncertain

            and on the far side, under the stable id, whether it has happened. Then say so where the
            work came from; docs/jobs.md tells how, for each kind.
            """;

    private static final String PARKED =
            """
            look how much it would be with

                %1$s jobs run %2$s --dry-run

            If that is as it should be, let the job go on with

                %1$s jobs release %3$s
            """;

    /** Says what has happened, where to look, and what to do. */
    static Notice of(JobFact.Type type, JobFact job) {
        return switch (type) {
            case DISCARDED ->
                    of(
                            job,
                            "failed for good",
                            "A job has failed for good and will not run again by itself.",
                            DISCARDED);
            case QUARANTINED ->
                    of(
                            job,
                            "is quarantined",
                            "Three processes that ran a job have died. It will not run again by itself.",
                            QUARANTINED);
            case UNCERTAIN ->
                    of(
                            job,
                            "is uncertain",
                            "Nobody knows whether a job has done what it does to the outside. It waits for you.",
                            UNCERTAIN);
            case PARKED ->
                    of(
                            job,
                            "is parked",
                            "A job was about to delete far more than its kind usually does. It waits for you.",
                            PARKED);
        };
    }

    private static Notice of(JobFact job, String what, String why, String todo) {
        var subject = "[Nightmail] %s %s (%s)".formatted(job.kind(), what, job.code());
        var service = job.kind().substring(0, job.kind().indexOf('.')) + "-service";
        var text =
                """
                %s

                kind      %s
                job       %s
                code      %s
                attempts  %d

                What to do: %s\
                """
                        .formatted(
                                why,
                                job.kind(),
                                job.jobId(),
                                job.code(),
                                job.attempts(),
                                todo.formatted(service, job.kind(), job.jobId()));
        return new Notice(subject, text);
    }

    /** Marked so that no automatic answer comes back (RFC 3834, section 5). */
    Mail toMail(String address) {
        return Mail.withText(address, subject, text).addHeader("Auto-Submitted", "auto-generated");
    }
}
