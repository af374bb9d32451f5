package dev.nightmail.sync.login;

import dev.nightmail.sync.imap.Credentials;
import dev.nightmail.sync.imap.TlsMode;

/**
 * Where one account's mail is handed in and how to log in there.
 *
 * @param host the name that the server's certificate must carry
 */
public record SmtpEndpoint(
        String host, int port, TlsMode tls, String username, Credentials credentials) {

    /** The server only: names of users are addresses and do not belong into logs. */
    @Override
    public String toString() {
        return "SmtpEndpoint[%s:%d, %s]".formatted(host, port, tls);
    }
}
