package dev.nightmail.mail.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.common.testkit.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * A submission server over TLS that answers a verb as the test wants. What the test does not say is
 * answered in the usual way; {@link #DROP} hangs up instead. A whole command goes before its verb.
 * Each script is for one connection.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

    public static final String DROP = "drop";
    public static final String FINAL_DOT = ".";

    private static final char[] PASSWORD = "nightmail".toCharArray();

    private static final Map<String, String> USUAL =
            Map.of(
                    "EHLO",
                    "250-scripted\r\n250 AUTH PLAIN LOGIN",
                    "AUTH",
                    "235 2.7.0 welcome",
                    "MAIL",
                    "250 2.1.0 ok",
                    "RCPT",
                    "250 2.1.5 ok",
                    "DATA",
                    "354 go on",
                    FINAL_DOT,
                    "250 2.0.0 kept",
                    "QUIT",
                    "221 2.0.0 bye");

    private final ServerSocket listener;
    private final LinkedBlockingQueue<Map<String, String>> scripts = new LinkedBlockingQueue<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();

    public ScriptedSmtpServer() {
        try {
            listener = tls().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    /** The next connection without a script yet goes so. */
    public ScriptedSmtpServer then(Map<String, String> script) {
        scripts.add(script);
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public SmtpServer address() {
        var login = new SmtpLogin("anna", "secret");
        return new SmtpServer("localhost", port(), SmtpServer.Tls.IMPLICIT, login);
    }

    /** The texts that were received whole and answered with 2yz, or dropped behind the dot. */
    public List<String> received() {
        return accepted;
    }

    public List<String> commands() {
        return commands;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static SSLServerSocketFactory tls() throws IOException, GeneralSecurityException {
        var file = Path.of(TestServers.get("tls.ca")).resolveSibling("server.p12").toFile();
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file, PASSWORD), PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                var script = scripts.isEmpty() ? Map.<String, String>of() : scripts.remove();
                Thread.ofVirtual().start(() -> serve(socket, script));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, Map<String, String> script) {
        try (var socket = client;
                var in =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            say(socket, "220 scripted");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                var verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                if (!answer(socket, script, script.containsKey(line) ? line : verb)
                        || !go(socket, in, script, verb)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the text after DATA. */
    private boolean go(Socket socket, BufferedReader in, Map<String, String> script, String verb)
            throws IOException {
        if (!verb.equals("DATA") || script.containsKey("DATA")) {
            return true;
        }
        var text = new StringBuilder();
        for (var line = in.readLine(); !FINAL_DOT.equals(line); line = in.readLine()) {
            if (line == null) {
                return false;
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        if (script.getOrDefault(FINAL_DOT, "2").matches("2.*|drop")) {
            accepted.add(text.toString());
        }
        return answer(socket, script, FINAL_DOT);
    }

    private static boolean answer(Socket socket, Map<String, String> script, String verb)
            throws IOException {
        var answer = script.getOrDefault(verb, USUAL.getOrDefault(verb, "500 what?"));
        if (answer.equals(DROP)) {
            return false;
        }
        if (answer.endsWith(DROP)) {
            say(socket, answer.substring(0, answer.length() - DROP.length()).strip());
            return false;
        }
        say(socket, answer);
        return true;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
    }
}
