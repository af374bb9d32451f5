package dev.nightmail.mail.account;

import dev.nightmail.mail.smtp.SmtpServer;
import java.util.Optional;
import java.util.UUID;

/**
 * An account as mail is sent through it.
 *
 * @param login digest of the server and of what we log in with there; another one when its owner
 *     has changed them, but not with each token of an issuer
 * @param pause of this log-in or of one before
 */
public record SendingAccount(
        UUID id, SmtpServer server, String login, Optional<AccountPause> pause) {

    /** The pause that keeps its mail back: one of this very log-in. */
    Optional<AccountPause> standing() {
        return pause.filter(found -> found.login().equals(login));
    }
}
