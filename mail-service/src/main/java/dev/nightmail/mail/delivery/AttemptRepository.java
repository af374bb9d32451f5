package dev.nightmail.mail.delivery;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.mail.smtp.SmtpOutcome;
import dev.nightmail.mail.smtp.SmtpReply;
import dev.nightmail.mail.verdict.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What has been tried for messages, in the caller's transaction. */
@ApplicationScoped
class AttemptRepository {

    private final Sql sql;

    AttemptRepository(Sql sql) {
        this.sql = sql;
    }

    void insert(UUID tenant, OutgoingMessage message, MailAttempt attempt) {
        sql.update(
                """
                INSERT INTO mail.attempt (message_id, number, tenant_id, began_at, ended_at, phase, replies, words, rules,
                                          reasons)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                message.id(),
                attempt.number(),
                tenant,
                attempt.beganAt(),
                attempt.endedAt(),
                attempt.result().phase().text(),
                texts(message, attempt, SmtpOutcome::text),
                texts(message, attempt, one -> one.findReply().map(SmtpReply::words).orElse("")),
                texts(message, attempt, one -> verdict(one, Verdict::rule)),
                texts(message, attempt, one -> verdict(one, verdict -> verdict.category().code())));
    }

    /**
     * The attempts of the message's job from the first on, with what was tried in each; those that
     * a process has died in, too.
     */
    List<TimelineEntry> list(OutgoingMessage message) {
        return sql.query(
                """
                SELECT coalesce(j.attempt, a.number) AS number,
                       coalesce(a.began_at, j.started_at) AS began_at, coalesce(j.ended_at, a.ended_at) AS ended_at,
                       j.outcome, j.error_code, j.cause, a.phase, a.replies, a.words,
                       a.rules, a.reasons
                FROM (SELECT attempt, started_at, ended_at, outcome, error_code, cause
                      FROM jobs.attempt WHERE job_id = ?
                      UNION ALL
                      SELECT attempt, started_at, ended_at, outcome, error_code, cause
                      FROM jobs.job_failure WHERE job_id = ?) j
                FULL JOIN (SELECT * FROM mail.attempt WHERE message_id = ?) a ON a.number = j.attempt
                ORDER BY number, ended_at
                """,
                row -> toEntry(row, message.recipients()),
                message.jobId(),
                message.jobId(),
                message.id());
    }

    /** When the message's job runs next, and what it waits for; empty when it is over. */
    Optional<NextAttempt> findNext(OutgoingMessage message) {
        return sql.queryOne(
                """
                SELECT state, reason, nullif(run_at, 'infinity') AS run_at FROM jobs.job WHERE id = ?
                """,
                row ->
                        new NextAttempt(
                                row.getString("state"),
                                Optional.of(row.getString("reason")).filter(why -> !why.isEmpty()),
                                Columns.findInstant(row, "run_at")),
                message.jobId());
    }

    /** One for each recipient of the message, empty for who was not offered. */
    private static String[] texts(
            OutgoingMessage message, MailAttempt attempt, Function<SmtpOutcome, String> part) {
        var outcomes = attempt.result().outcomes();
        return message.recipients()
                .texts(one ->
                        Optional.ofNullable(outcomes.get(one.address())).map(part).orElse(""));
    }

    private static String verdict(SmtpOutcome outcome, Function<Verdict, String> part) {
        return outcome.findRefusal().map(refusal -> part.apply(refusal.verdict())).orElse("");
    }

    private static TimelineEntry toEntry(ResultSet row, Recipients recipients) throws SQLException {
        return new TimelineEntry(
                row.getInt("number"),
                Columns.instant(row, "began_at"),
                Columns.instant(row, "ended_at"),
                Columns.findText(row, "outcome"),
                Columns.findText(row, "error_code").filter(code -> !code.isEmpty()),
                Columns.findText(row, "cause").filter(cause -> !cause.isEmpty()),
                Columns.findText(row, "phase"),
                StoredAnswers.read(row).of(recipients.addresses()));
    }
}
