package dev.nightmail.mail.smtp;

import java.util.Map;

/** Is told when a server has everything of a message but the final dot. */
@FunctionalInterface
public interface BeforeDot {

    /**
     * If it throws, the dot is not sent and nothing was handed over.
     *
     * @param refused recipients that the server will not hand the message to, each with its answer
     */
    void isReached(Map<String, SmtpOutcome> refused);
}
