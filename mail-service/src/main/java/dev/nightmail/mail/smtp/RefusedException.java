package dev.nightmail.mail.smtp;

/** The server does not go on; ends a dialogue before the final dot. */
class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SmtpOutcome outcome;

    RefusedException(SmtpOutcome outcome) {
        super("Refused");
        this.outcome = outcome;
    }

    SmtpOutcome outcome() {
        return outcome;
    }
}
