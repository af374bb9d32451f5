package dev.nightmail.sync.account;

import dev.nightmail.sync.imap.Credentials;
import dev.nightmail.sync.imap.ImapEndpoint;
import dev.nightmail.sync.imap.ImapPassword;
import dev.nightmail.sync.imap.TlsMode;
import dev.nightmail.sync.login.SmtpEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Makes log-ins of what is stored, or of what somebody wants to store. */
@ApplicationScoped
class Logins {

    private final StoredCredentials stored;

    Logins(StoredCredentials stored) {
        this.stored = stored;
    }

    Login of(Account account) {
        return login(account.imap(), account.smtp(), account.username, stored.of(account));
    }

    static Login of(AccountForm form) {
        return login(form.imap(), form.smtp(), form.username(), new ImapPassword(form.secret()));
    }

    private static Login login(
            AccountForm.Server imap,
            AccountForm.Server smtp,
            String username,
            Credentials credentials) {
        return new Login(
                new ImapEndpoint(imap.host(), imap.port(), tls(imap), username, credentials),
                new SmtpEndpoint(smtp.host(), smtp.port(), tls(smtp), username, credentials));
    }

    private static TlsMode tls(AccountForm.Server server) {
        return TlsMode.valueOf(server.tls().toUpperCase(Locale.ROOT));
    }
}
