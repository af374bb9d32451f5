package dev.nightmail.notification.alert;

import dev.nightmail.common.event.AccountFact;
import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.event.JobFact;
import dev.nightmail.common.health.Trouble;
import dev.nightmail.notification.alert.Notification.Matter;
import io.quarkus.mailer.Mail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** Of so many in one mail each has its line. */
    private static final int MOST_LINES = 100;

    /** Says what has happened, where to look, and what to do; of several, a line each. */
    static Notice of(List<Notification> together) {
        return together.size() == 1
                ? of(together.getFirst().matter())
                : ofMany(together.stream().map(Notification::matter).toList());
    }

    private static Notice of(Matter matter) {
        return switch (matter) {
            case Matter.OfJob(var type, var job) -> of(type, job);
            case Matter.OfAlert(var type, var alert) -> of(type, alert);
            case Matter.OfAccount(var type, var account) -> of(type, account);
        };
    }

    private static Notice ofMany(List<Matter> matters) {
        var lines =
                matters.stream()
                        .map(Notice::line)
                        .sorted()
                        .limit(MOST_LINES)
                        .collect(Collectors.joining("\n"));
        long critical = matters.stream().filter(Notice::isRaisedCritical).count();
        int more = Math.max(0, matters.size() - MOST_LINES);
        var text =
                """
                %s
                %s
                See all that is wrong now, and all jobs that need somebody, with

                    notification-service alerts list
                    notification-service jobs list
                    notification-service jobs list --state discarded
                """
                        .formatted(lines, more > 0 ? "and " + more + " more\n" : "");
        var subject =
                "[Nightmail] %d notices%s"
                        .formatted(
                                matters.size(), critical > 0 ? ", " + critical + " critical" : "");
        return new Notice(subject, text);
    }

    private static boolean isRaisedCritical(Matter matter) {
        return matter instanceof Matter.OfAlert(var type, var alert)
                && type == AlertFact.Type.RAISED
                && alert.severity().equals("critical");
    }

    private static String line(Matter matter) {
        return switch (matter) {
            case Matter.OfJob(var type, var job) ->
                    "job %s: %s (%s), %s"
                            .formatted(
                                    type.name().toLowerCase(Locale.ROOT),
                                    job.kind(),
                                    job.code(),
                                    job.jobId());
            case Matter.OfAlert(var type, var alert) ->
                    "alert %s: %s, %s of %s"
                            .formatted(
                                    type.name().toLowerCase(Locale.ROOT),
                                    alert.severity(),
                                    alert.kind(),
                                    alert.subject());
            case Matter.OfAccount(var type, var account) ->
                    "account %s: %s"
                            .formatted(type.name().toLowerCase(Locale.ROOT), account.accountId());
        };
    }

    private static Notice of(AlertFact.Type type, AlertFact alert) {
        boolean isRaised = type == AlertFact.Type.RAISED;
        var subject =
                "[Nightmail] %s: %s of %s"
                        .formatted(
                                isRaised ? alert.severity() : "resolved",
                                alert.kind(),
                                alert.subject());
        var text =
                """
                %s

                kind      %s
                subject   %s
                since     %s
                %s
                %s
                """
                        .formatted(
                                Trouble.find(alert.kind()).map(Trouble::meaning).orElse(""),
                                alert.kind(),
                                alert.subject(),
                                alert.raisedAt(),
                                numbers(alert),
                                isRaised
                                        ? "What to do is in docs/alerts.md. You are told when it is"
                                                + " over."
                                        : "It has been well for a while, and is over.");
        return new Notice(subject, text);
    }

    private static Notice of(AccountFact.Type type, AccountFact account) {
        return switch (type) {
            case UNWELL ->
                    new Notice(
                            "[Nightmail] an account is not kept up to date",
                            """
                            The syncs of an account have %s for several of its intervals.

                            account   %s
                            state     %s
                            since     %s

                            What to do: its syncError says why. If its owner has to act, ask for it; if its server is
                            away, wait. You are told when it is over.\
                            """
                                    .formatted(
                                            account.reason().equals("stale")
                                                    ? "not come to an end"
                                                    : "failed",
                                            account.accountId(),
                                            account.state(),
                                            account.since()));
            case WELL ->
                    new Notice(
                            "[Nightmail] an account is up to date again",
                            """
                            account   %s
                            unwell    since %s

                            Its last sync has succeeded.\
                            """
                                    .formatted(account.accountId(), account.since()));
        };
    }

    private static String numbers(AlertFact alert) {
        return alert.numbers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(number ->
                        "%s = %s\n"
                                .formatted(
                                        number.getKey(),
                                        BigDecimal.valueOf(number.getValue())
                                                .setScale(2, RoundingMode.HALF_UP)
                                                .stripTrailingZeros()
                                                .toPlainString()))
                .collect(Collectors.joining());
    }

    private static Notice of(JobFact.Type type, JobFact job) {
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
                            "Three processes that ran a job have died. It will not run again by"
                                    + " itself.",
                            QUARANTINED);
            case UNCERTAIN ->
                    of(
                            job,
                            "is uncertain",
                            "Nobody knows whether a job has done what it does to the outside. It"
                                    + " waits for you.",
                            UNCERTAIN);
            case PARKED ->
                    of(
                            job,
                            "is parked",
                            "A job was about to delete far more than its kind usually does. It"
                                    + " waits for you.",
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
