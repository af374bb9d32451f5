package dev.nightmail.sync.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.imap.Credentials;
import dev.nightmail.sync.imap.TlsMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/** A submission server over TLS that answers as the test wants, for one connection. */
final class ScriptedSubmission implements AutoCloseable {

    private static final char[] PASSWORD = "nightmail".toCharArray();

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;

    /** Makes an answer of each verb; nothing hangs up. */
    ScriptedSubmission(UnaryOperator<String> answers) {
        try {
            listener = tls().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(() -> serve(answers));
    }

    SmtpEndpoint endpoint(Credentials credentials) {
        return new SmtpEndpoint(
                "localhost", listener.getLocalPort(), TlsMode.IMPLICIT, "ada", credentials);
    }

    List<String> commands() {
        return commands;
    }

    private void serve(UnaryOperator<String> answers) {
        try (var socket = listener.accept();
                var in =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            var answer = answers.apply("");
            while (!answer.isEmpty()) {
                socket.getOutputStream().write((answer + "\r\n").getBytes(ISO_8859_1));
                var line = in.readLine();
                commands.add(String.valueOf(line));
                answer =
                        line == null
                                ? ""
                                : answers.apply(line.split(" ", 2)[0].toUpperCase(Locale.ROOT));
            }
        } catch (IOException _) {
            // The client hung up first, which it may.
        }
    }

    private static SSLServerSocketFactory tls() throws IOException, GeneralSecurityException {
        var file = TestServers.certificateAuthority().resolveSibling("server.p12").toFile();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file, PASSWORD), PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
