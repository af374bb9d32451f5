package dev.nightmail.mail.smtp;

import dev.nightmail.mail.verdict.Answer;
import dev.nightmail.mail.verdict.Stage;
import dev.nightmail.mail.verdict.Verdict;

/** An answer that does not let a message or a recipient pass, and what it means. */
public record Refusal(SmtpReply reply, Verdict verdict) {

    public static Refusal of(Stage stage, SmtpReply reply) {
        return new Refusal(reply, Verdict.of(Answer.of(stage, reply.code(), reply.lines())));
    }
}
