package dev.nightmail.notification.alert;

import dev.nightmail.common.event.JobFact;
import io.quarkus.mailer.Mail;

/** The words in which the operator is told of something. */
record Notice(String subject, String text) {

    /** Says what has happened, where to look, and what to do. */
    static Notice of(JobFact.Type type, JobFact job) {
        var service = job.kind().substring(0, job.kind().indexOf('.')) + "-service";
        return switch (type) {
            case DISCARDED ->
                    of(
                            job,
                            "failed for good",
                            "A job has failed for good and will not run again by itself.",
                            """
                            look at its attempts with

                                %s jobs history %s

                            and at the service's log around the last of them. When the cause is gone, start the work
                            again where it came from.
                            """
                                    .formatted(service, job.kind()));
            case UNCERTAIN ->
                    of(
                            job,
                            "is uncertain",
                            "Nobody knows whether a job has done what it does to the outside. It waits for you.",
                            """
                            look what it was about with

                                %s jobs uncertain

                            and on the far side, under the stable id, whether it has happened. Then say so where the
                            work came from; docs/jobs.md tells how, for each kind.
                            """
                                    .formatted(service));
        };
    }

    private static Notice of(JobFact job, String what, String why, String todo) {
        var subject = "[Nightmail] %s %s (%s)".formatted(job.kind(), what, job.code());
        var text =
                """
                %s

                kind      %s
                job       %s
                code      %s
                attempts  %d

                What to do: %s\
                """
                        .formatted(why, job.kind(), job.jobId(), job.code(), job.attempts(), todo);
        return new Notice(subject, text);
    }

    /** Marked so that no automatic answer comes back (RFC 3834, section 5). */
    Mail toMail(String address) {
        return Mail.withText(address, subject, text).addHeader("Auto-Submitted", "auto-generated");
    }
}
