package dev.nightmail.mail.smtp;

/** What became of a message that was offered to a server. */
public sealed interface SmtpOutcome {

    /** 2yz to the final dot: the server has taken responsibility for the message. */
    record Accepted(SmtpReply reply) implements SmtpOutcome {}

    /** 4yz: a later attempt may work. */
    record Deferred(SmtpReply reply) implements SmtpOutcome {}

    /** 5yz to the sender, a recipient or the message: no attempt will work. */
    record Rejected(SmtpReply reply) implements SmtpOutcome {}

    /**
     * The dialogue ended before the final dot without a verdict on the message: nothing was handed
     * over.
     *
     * @param code stable and countable, such as {@code auth-535} or {@code data-lost}
     */
    record NotSent(String code) implements SmtpOutcome {}

    /** The whole message was sent and no reply came: the server may have it (RFC 1047). */
    record NoReply() implements SmtpOutcome {}

    /** By the first digit of the reply to the final dot (RFC 5321, section 4.2.1). */
    static SmtpOutcome ofFinal(SmtpReply reply) {
        return switch (reply.code() / 100) {
            case 2 -> new Accepted(reply);
            case 4 -> new Deferred(reply);
            case 5 -> new Rejected(reply);
            default -> new NoReply();
        };
    }
}
