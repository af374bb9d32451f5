package dev.nightmail.sync.imap;

import dev.nightmail.common.net.HostResolver;
import dev.nightmail.common.net.VerifiedTls;
import dev.nightmail.common.security.TrustedCertificates;
import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections to IMAP servers, over TLS only and with the host's name verified. */
public final class ImapClient {

    private final ImapSettings settings;
    private final HostResolver resolver;
    private final SSLSocketFactory tls;

    /** Reads the settings' certificates once. */
    public ImapClient(ImapSettings settings, HostResolver resolver) {
        this.settings = settings;
        this.resolver = resolver;
        this.tls = TrustedCertificates.trusting(settings.trustedCertificates());
    }

    /**
     * Connects and logs in. The host is vetted each time anew.
     *
     * @throws ImapException of kind AUTHENTICATION when the server refuses the log-in, PERMANENT
     *     when its certificate is not trusted or TLS is not offered; before TLS stands, its text is
     *     the same whatever was wrong
     */
    public ImapConnection open(ImapEndpoint endpoint) throws ImapException {
        var socket = new Socket();
        try {
            var session = new ImapSession(new ImapWire(reach(socket, endpoint)));
            if (endpoint.tls() == TlsMode.IMPLICIT) {
                session.greet();
            }
            ImapLogin.logIn(session, endpoint);
            return new ImapConnection(session);
        } catch (ImapException failed) {
            closeQuietly(socket);
            throw failed;
        } catch (IOException failed) {
            closeQuietly(socket);
            throw ImapException.causedBy(failed, Kind.TEMPORARY, "connection");
        }
    }

    /** Up to TLS. What went wrong on the way would tell a stranger what there is at an address. */
    private Socket reach(Socket socket, ImapEndpoint endpoint) throws ImapException {
        try {
            var address = resolver.resolve(endpoint.host(), endpoint.port());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(settings.readTimeout().toMillis()));
            socket.connect(address, Math.toIntExact(settings.connectTimeout().toMillis()));
            if (endpoint.tls() == TlsMode.STARTTLS) {
                startTls(new ImapSession(new ImapWire(socket)));
            }
            return VerifiedTls.over(socket, endpoint.host(), tls);
        } catch (ImapException failed) {
            throw ImapException.unreachable(failed, failed.kind());
        } catch (IOException failed) {
            throw ImapException.unreachable(failed, kindOf(failed));
        }
    }

    private static void startTls(ImapSession plain) throws ImapException {
        plain.greet();
        if (!plain.capabilities().isEmpty() && !plain.can("STARTTLS")) {
            throw new ImapException(Kind.PERMANENT, "STARTTLS");
        }
        plain.command("STARTTLS", ImapSession.IGNORE);
        if (plain.wire().hasUnread()) {
            // RFC 9051, section 11.1: what came early was not protected.
            throw new ImapException(Kind.PROTOCOL, "STARTTLS");
        }
    }

    /** A handshake that was cut is a bad line; one that was answered wrongly stays wrong. */
    private static Kind kindOf(IOException failure) {
        boolean answered =
                failure instanceof SSLException
                        && !(failure.getCause() instanceof EOFException)
                        && !(failure.getCause() instanceof SocketException);
        return answered ? Kind.PERMANENT : Kind.TEMPORARY;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // The failure that brought us here is the one to tell.
        }
    }
}
