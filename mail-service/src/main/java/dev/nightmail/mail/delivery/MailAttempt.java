package dev.nightmail.mail.delivery;

import dev.nightmail.mail.account.SendingAccount;
import dev.nightmail.mail.smtp.SmtpResult;
import java.time.Instant;

/**
 * One attempt to send a message.
 *
 * @param number of the job's attempt
 */
record MailAttempt(
        int number, Instant beganAt, Instant endedAt, SendingAccount account, SmtpResult result) {}
