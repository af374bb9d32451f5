package dev.nightmail.local.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.local.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Courier, a server that numbers no changes (no CONDSTORE, no QRESYNC, no MOVE). The log-in and TLS
 * are ours, so that no daemon of root is needed; from the log-in on it is Courier who speaks.
 */
public final class Courier implements AutoCloseable {
    private static final String GREETING =
            "* OK [CAPABILITY IMAP4rev1 UIDPLUS CHILDREN NAMESPACE] ready\r\n";
    private static final Pattern LOG_IN =
            Pattern.compile("(\\S+) LOGIN \"?([^\" ]+)\"? \"?([^\" ]+)\"?");

    private final Layout layout;
    private final UnpackedCourier programs;
    private final ServerSocket listener;

    /** Starts it at a port of its own, with the certificates of the stack. */
    public Courier(Layout layout, Consumer<String> say) {
        this.layout = layout;
        programs = UnpackedCourier.get(say);
        try {
            var tls = tls().getServerSocketFactory();
            listener = tls.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException | GeneralSecurityException e) {
            throw new Refusal("no port for Courier: " + e, e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Where the mail of a user lies. */
    public Path maildir(String user) {
        return layout.folder("mail/" + user).resolve("Courier");
    }

    private SSLContext tls() throws IOException, GeneralSecurityException {
        var password = Certificates.password().toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Certificates.in(layout).keyStore())) {
            store.load(in, password);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void serve() {
        try {
            while (true) {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> admit(client));
            }
        } catch (IOException closed) {
            // It is over.
        }
    }

    private void admit(Socket client) {
        try (client) {
            var in = client.getInputStream();
            var out = client.getOutputStream();
            say(out, GREETING);
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                var login = LOG_IN.matcher(line);
                if (login.matches() && login.group(3).equals(ServersFile.PASSWORD)) {
                    converse(login.group(2), login.group(1), client);
                    return;
                }
                say(out, line.split(" ", 2)[0] + " NO log in first\r\n");
            }
        } catch (IOException gone) {
            // The client is.
        }
    }

    private void converse(String user, String tag, Socket client) throws IOException {
        var maildir = made(user);
        var builder = new ProcessBuilder(programs.program().toString(), maildir.toString());
        builder.environment().putAll(programs.environment());
        builder.environment().put("AUTHENTICATED", user);
        var courier = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var said = courier.getInputStream()) {
            for (var line = line(said); !line.startsWith("* PREAUTH"); line = line(said)) {
                if (line.isEmpty()) {
                    throw new IOException("Courier ended");
                }
            }
            say(client.getOutputStream(), tag + " OK logged in\r\n");
            Thread.ofVirtual().start(() -> listen(client, courier));
            said.transferTo(client.getOutputStream());
        } finally {
            courier.destroy();
        }
    }

    private static void listen(Socket client, Process courier) {
        try (var to = courier.getOutputStream()) {
            var chunk = new byte[8 * 1024];
            var from = client.getInputStream();
            for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
                to.write(chunk, 0, read);
                to.flush();
            }
        } catch (IOException gone) {
            courier.destroy();
        }
    }

    private Path made(String user) throws IOException {
        var maildir = maildir(user);
        for (var folder : Stream.of("cur", "new", "tmp").map(maildir::resolve).toList()) {
            Files.createDirectories(folder);
        }
        return maildir;
    }

    /** Without its end; empty at the end of all. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException closed) {
            // It is.
        }
    }
}
