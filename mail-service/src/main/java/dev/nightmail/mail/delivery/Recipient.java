package dev.nightmail.mail.delivery;

import dev.nightmail.mail.smtp.SmtpOutcome;

/**
 * Somebody who is to have a message.
 *
 * @param reply what a server said last, such as {@code 550 5.1.1}, or why none was asked; may be
 *     empty
 */
record Recipient(String address, RecipientState state, String reply) {

    boolean isOpen() {
        return state == RecipientState.WAITING || state == RecipientState.OFFERED;
    }

    Recipient with(RecipientState next) {
        return new Recipient(address, next, reply);
    }

    Recipient with(RecipientState next, String why) {
        return new Recipient(address, next, why);
    }

    /** Once a server has answered, or has not. */
    Recipient after(SmtpOutcome outcome) {
        return with(
                switch (outcome) {
                    case SmtpOutcome.Accepted _ -> RecipientState.SENT;
                    case SmtpOutcome.Rejected _ -> RecipientState.FAILED;
                    case SmtpOutcome.NoReply _ -> RecipientState.UNCERTAIN;
                    case SmtpOutcome.Deferred _, SmtpOutcome.NotSent _ -> RecipientState.WAITING;
                },
                outcome.text());
    }

    /** Shows no address, for it may end in a log. */
    @Override
    public String toString() {
        return "Recipient[" + state + ", " + reply + "]";
    }
}
