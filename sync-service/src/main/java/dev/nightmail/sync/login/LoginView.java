package dev.nightmail.sync.login;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What came of trying both servers of an account. */
@RegisterForReflection
public record LoginView(LoginAnswer imap, LoginAnswer smtp) {

    public boolean areBothOpen() {
        return imap == LoginAnswer.OK && smtp == LoginAnswer.OK;
    }

    /** For people. */
    public String text() {
        return "IMAP: %s; SMTP: %s.".formatted(imap.word(), smtp.word());
    }
}
