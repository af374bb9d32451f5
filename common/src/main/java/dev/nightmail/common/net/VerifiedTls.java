package dev.nightmail.common.net;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS over a connection that stands. */
public final class VerifiedTls {

    private VerifiedTls() {}

    /**
     * Goes on under TLS. The certificate must be trusted and carry the host's name, whatever
     * address that resolved to.
     */
    public static SSLSocket over(Socket socket, String host, SSLSocketFactory trusted)
            throws IOException {
        var tls = (SSLSocket) trusted.createSocket(socket, host, socket.getPort(), true);
        var parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }
}
