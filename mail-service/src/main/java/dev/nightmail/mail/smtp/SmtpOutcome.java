package dev.nightmail.mail.smtp;

import java.util.Optional;

/** What became of a message that was offered to a server, for one of its recipients. */
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

    /** Such as {@code 550 5.1.1}, or why there is no reply. */
    default String text() {
        return switch (this) {
            case NotSent(var code) -> code;
            case NoReply() -> "no-reply-after-dot";
            case Accepted _, Deferred _, Rejected _ -> findReply().orElseThrow().text();
        };
    }

    /** What the server said of the message or the recipient. */
    default Optional<SmtpReply> findReply() {
        return switch (this) {
            case Accepted(var reply) -> Optional.of(reply);
            case Deferred(var reply) -> Optional.of(reply);
            case Rejected(var reply) -> Optional.of(reply);
            case NotSent _, NoReply _ -> Optional.empty();
        };
    }

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
