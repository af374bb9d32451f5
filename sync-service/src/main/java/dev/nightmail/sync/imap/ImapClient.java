package dev.nightmail.sync.imap;

/** Opens connections to IMAP servers, over TLS only. */
@SuppressWarnings("DoNotCallSuggester")
public final class ImapClient {

    /** Reads the settings' certificates once. */
    public ImapClient(ImapSettings settings, HostResolver resolver) {
        throw new UnsupportedOperationException("" + settings + resolver);
    }

    /**
     * Connects and logs in.
     *
     * @throws ImapException of kind AUTHENTICATION when the server refuses the log-in, PERMANENT
     *     when its certificate is not trusted or TLS is not offered
     */
    public ImapConnection open(ImapEndpoint endpoint) throws ImapException {
        throw new UnsupportedOperationException("" + endpoint);
    }
}
