package dev.nightmail.notification.alert;

import dev.nightmail.common.event.JobDiscarded;
import io.quarkus.mailer.Mail;

/** The words in which the operator is told of something. */
record Notice(String subject, String text) {

    /** Says what has failed, where to look, and what to do. */
    static Notice of(JobDiscarded job) {
        var service = job.kind().substring(0, job.kind().indexOf('.')) + "-service";
        var subject = "[Nightmail] %s failed for good (%s)".formatted(job.kind(), job.code());
        var text =
                """
                A job has failed for good and will not run again by itself.

                kind      %s
                job       %s
                code      %s
                attempts  %d

                What to do: look at its attempts with

                    %s jobs history %s

                and at the service's log around the last of them. When the cause is gone, start the work
                again where it came from.
                """
                        .formatted(
                                job.kind(),
                                job.jobId(),
                                job.code(),
                                job.attempts(),
                                service,
                                job.kind());
        return new Notice(subject, text);
    }

    /** Marked so that no automatic answer comes back (RFC 3834, section 5). */
    Mail toMail(String address) {
        return Mail.withText(address, subject, text).addHeader("Auto-Submitted", "auto-generated");
    }
}
