package dev.nightmail.mail.smtp;

import java.util.Locale;

/** How far a dialogue has come; the first that is not done. */
public enum Phase {
    CONNECT,
    GREETING,
    EHLO,
    TLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The server has all of the message; from here on only its reply counts. */
    DOT,
    REPLIED;

    /** What a refusal in this phase means for the message. */
    SmtpOutcome refusedBy(SmtpReply reply) {
        return switch (this) {
            case CONNECT, GREETING, EHLO, TLS, AUTH -> new SmtpOutcome.NotSent(code(reply.code()));
            case MAIL, RCPT, DATA -> ofEnvelope(reply);
            case DOT, REPLIED -> SmtpOutcome.ofFinal(reply);
        };
    }

    /** 530 says that we are not logged in, which is no verdict on the message. */
    private SmtpOutcome ofEnvelope(SmtpReply reply) {
        if (reply.code() == 530) {
            return new SmtpOutcome.NotSent(code(reply.code()));
        }
        return switch (reply.code() / 100) {
            case 4 -> new SmtpOutcome.Deferred(reply);
            case 5 -> new SmtpOutcome.Rejected(reply);
            default -> new SmtpOutcome.NotSent(code(reply.code()));
        };
    }

    /** What it means for the message when the connection ends in this phase. */
    SmtpOutcome lost() {
        return new SmtpOutcome.NotSent(text() + "-lost");
    }

    /** As it is shown and stored. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String code(int reply) {
        return text() + "-" + reply;
    }
}
