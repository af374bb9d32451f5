package dev.nightmail.mail.delivery;

import dev.nightmail.mail.smtp.SmtpOutcome;
import dev.nightmail.mail.smtp.SmtpReply;
import dev.nightmail.mail.smtp.SmtpResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to send a message.
 *
 * @param number of the job's attempt
 * @param phase how far it came
 * @param replies one for each recipient of the message, empty for who was not offered
 * @param words the server's own, likewise; may hold addresses
 */
record MailAttempt(
        int number,
        Instant beganAt,
        Instant endedAt,
        String phase,
        List<String> replies,
        List<String> words) {

    static MailAttempt of(
            int number,
            Instant beganAt,
            Instant endedAt,
            SmtpResult result,
            OutgoingMessage message) {
        var outcomes =
                message.recipients().addresses().stream()
                        .map(address -> Optional.ofNullable(result.outcomes().get(address)))
                        .toList();
        return new MailAttempt(
                number,
                beganAt,
                endedAt,
                result.phase().text(),
                outcomes.stream().map(one -> one.map(SmtpOutcome::text).orElse("")).toList(),
                outcomes.stream()
                        .map(one ->
                                one.flatMap(SmtpOutcome::findReply)
                                        .map(SmtpReply::words)
                                        .orElse(""))
                        .toList());
    }

    /** Shows no words, for it may end in a log. */
    @Override
    public String toString() {
        return "MailAttempt[" + number + ", " + phase + "]";
    }
}
