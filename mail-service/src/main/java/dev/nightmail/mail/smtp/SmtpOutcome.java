package dev.nightmail.mail.smtp;

import java.util.Optional;

/** What became of a message that was offered to a server, for one of its recipients. */
public sealed interface SmtpOutcome {

    /** 2yz to the final dot: the server has taken responsibility for the message. */
    record Accepted(SmtpReply reply) implements SmtpOutcome {}

    /** Refused for now: a later attempt may work. */
    record Deferred(Refusal refusal) implements SmtpOutcome {}

    /** The sender, the recipient or the message is refused: no attempt will work. */
    record Rejected(Refusal refusal) implements SmtpOutcome {}

    /**
     * The dialogue ended without a verdict on the message: nothing was handed over.
     *
     * @param code stable and countable, such as {@code auth-535} or {@code data-lost}
     * @param refusal empty when no answer was the reason
     */
    record NotSent(String code, Optional<Refusal> refusal) implements SmtpOutcome {

        NotSent(String code) {
            this(code, Optional.empty());
        }
    }

    /** The whole message was sent and no reply came: the server may have it (RFC 1047). */
    record NoReply() implements SmtpOutcome {}

    /** Such as {@code 550 5.1.1}, or why there is no reply. */
    default String text() {
        return switch (this) {
            case Accepted(var reply) -> reply.text();
            case Deferred(var refusal) -> refusal.reply().text();
            case Rejected(var refusal) -> refusal.reply().text();
            case NotSent(var code, _) -> code;
            case NoReply() -> "no-reply-after-dot";
        };
    }

    /** The answer that kept the message from the recipient. */
    default Optional<Refusal> findRefusal() {
        return switch (this) {
            case Deferred(var refusal) -> Optional.of(refusal);
            case Rejected(var refusal) -> Optional.of(refusal);
            case NotSent(_, var refusal) -> refusal;
            case Accepted _, NoReply _ -> Optional.empty();
        };
    }

    /** What the server said. */
    default Optional<SmtpReply> findReply() {
        return this instanceof Accepted(var reply)
                ? Optional.of(reply)
                : findRefusal().map(Refusal::reply);
    }
}
