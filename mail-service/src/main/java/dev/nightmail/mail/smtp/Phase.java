package dev.nightmail.mail.smtp;

import dev.nightmail.mail.verdict.Stage;
import java.util.Locale;
import java.util.Optional;

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

    /**
     * What an answer means that is not the one hoped for. Before MAIL nothing is said of the
     * message; a 4yz or 5yz to the final dot leaves the message with us, and anything strange
     * leaves a doubt.
     */
    SmtpOutcome refusedBy(SmtpReply reply) {
        int kind = reply.code() / 100;
        boolean isRefusal = kind == 4 || kind == 5;
        if (this == DOT && !isRefusal) {
            return new SmtpOutcome.NoReply();
        }
        var refusal = Refusal.of(Stage.valueOf(name()), reply);
        if (!isRefusal || compareTo(MAIL) < 0) {
            return notSent(refusal);
        }
        return switch (refusal.verdict().action()) {
            case PAUSE_ACCOUNT -> notSent(refusal);
            case GIVE_UP -> new SmtpOutcome.Rejected(refusal);
            case RETRY, RETRY_SOON -> new SmtpOutcome.Deferred(refusal);
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

    private SmtpOutcome notSent(Refusal refusal) {
        return new SmtpOutcome.NotSent(text() + "-" + refusal.reply().code(), Optional.of(refusal));
    }
}
