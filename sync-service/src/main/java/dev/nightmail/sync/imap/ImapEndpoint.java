package dev.nightmail.sync.imap;

/**
 * Where one account's mailboxes live and how to log in there.
 *
 * @param host the name that the server's certificate must carry
 */
public record ImapEndpoint(
        String host, int port, TlsMode tls, String username, Credentials credentials) {

    /** The server only: names of users are addresses and do not belong into logs. */
    @Override
    public String toString() {
        return "ImapEndpoint[%s:%d, %s]".formatted(host, port, tls);
    }
}
