package dev.nightmail.sync.imap;

import dev.nightmail.common.security.TrustedCertificates;
import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
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
     * Connects and logs in.
     *
     * @throws ImapException of kind AUTHENTICATION when the server refuses the log-in, PERMANENT
     *     when its certificate is not trusted or TLS is not offered
     */
    public ImapConnection open(ImapEndpoint endpoint) throws ImapException {
        var socket = connect(endpoint);
        try {
            var session = greet(socket, endpoint);
            ImapLogin.logIn(session, endpoint);
            return new ImapConnection(session);
        } catch (ImapException failed) {
            closeQuietly(socket);
            throw failed;
        } catch (IOException failed) {
            closeQuietly(socket);
            throw ImapException.causedBy(failed, kindOf(failed), "TLS");
        }
    }

    private Socket connect(ImapEndpoint endpoint) throws ImapException {
        var socket = new Socket();
        try {
            var address = resolver.resolve(endpoint.host());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(settings.readTimeout().toMillis()));
            socket.connect(
                    new InetSocketAddress(address, endpoint.port()),
                    Math.toIntExact(settings.connectTimeout().toMillis()));
            return socket;
        } catch (IOException failed) {
            closeQuietly(socket);
            throw ImapException.causedBy(failed, Kind.TEMPORARY, "connect");
        }
    }

    private ImapSession greet(Socket socket, ImapEndpoint endpoint) throws IOException {
        return switch (endpoint.tls()) {
            case IMPLICIT -> {
                var session = new ImapSession(new ImapWire(secure(socket, endpoint)));
                session.greet();
                yield session;
            }
            case STARTTLS -> {
                var plain = new ImapSession(new ImapWire(socket));
                plain.greet();
                if (!plain.capabilities().isEmpty() && !plain.can("STARTTLS")) {
                    throw new ImapException(Kind.PERMANENT, "STARTTLS");
                }
                plain.command("STARTTLS", ImapSession.IGNORE);
                if (plain.wire().hasUnread()) {
                    // RFC 9051, section 11.1: what came early was not protected.
                    throw new ImapException(Kind.PROTOCOL, "STARTTLS");
                }
                yield new ImapSession(new ImapWire(secure(socket, endpoint)));
            }
        };
    }

    /** The name in the certificate is that of the endpoint, whatever address it resolved to. */
    private SSLSocket secure(Socket socket, ImapEndpoint endpoint) throws IOException {
        var secured = (SSLSocket) tls.createSocket(socket, endpoint.host(), endpoint.port(), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
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
