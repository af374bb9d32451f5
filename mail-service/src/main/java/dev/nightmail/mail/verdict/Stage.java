package dev.nightmail.mail.verdict;

/** What a server answered to. */
public enum Stage {
    GREETING,
    EHLO,
    TLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    DOT;

    /** For whom an answer holds that does not say more. */
    Scope scope() {
        return switch (this) {
            case GREETING, EHLO, TLS -> Scope.DOMAIN;
            case AUTH -> Scope.ACCOUNT;
            case RCPT -> Scope.RECIPIENT;
            case MAIL, DATA, DOT -> Scope.MESSAGE;
        };
    }
}
