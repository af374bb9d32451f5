package dev.nightmail.mail.smtp;

import java.util.Locale;

/** How far a dialogue has come. */
enum Phase {
    CONNECT,
    GREETING,
    EHLO,
    TLS,
    AUTH,
    MAIL,
    RCPT,
    DATA;

    /** What a refusal in this phase means for the message. */
    SmtpOutcome refusedBy(SmtpReply reply) {
        return switch (this) {
            case CONNECT, GREETING, EHLO, TLS, AUTH -> new SmtpOutcome.NotSent(code(reply.code()));
            case MAIL, RCPT, DATA -> ofEnvelope(reply);
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
        return new SmtpOutcome.NotSent(name().toLowerCase(Locale.ROOT) + "-lost");
    }

    private String code(int reply) {
        return name().toLowerCase(Locale.ROOT) + "-" + reply;
    }
}
