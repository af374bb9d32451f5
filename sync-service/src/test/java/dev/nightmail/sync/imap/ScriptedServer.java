package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A server that says what the test wants, and hangs up when the test has no more to say. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final String greeting;
    private volatile Line line = Line.SOUND;

    /** How bytes go to the client; who throws hangs up. */
    @FunctionalInterface
    public interface Line {
        Line SOUND = (out, bytes) -> out.write(bytes);

        /** A byte at a time. */
        Line DRIPPING =
                (out, bytes) -> {
                    for (byte each : bytes) {
                        out.write(each);
                        out.flush();
                    }
                };

        /** Silent after so many bytes, and not closed. */
        static Line silentAfter(int bytes) {
            return (out, all) -> {
                out.write(all, 0, Math.min(bytes, all.length));
                if (all.length > bytes) {
                    throw new SilenceException();
                }
            };
        }

        void send(OutputStream out, byte[] bytes) throws IOException;

        /** Cut after so many bytes, the greeting's among them. */
        static Line cutAfter(int bytes) {
            var left = new AtomicInteger(bytes);
            return (out, all) -> {
                int before = left.getAndAdd(-all.length);
                out.write(all, 0, Math.clamp(before, 0, all.length));
                if (before < all.length) {
                    throw new EOFException("cut");
                }
            };
        }
    }

    /** Nothing more is said, until the client hangs up. */
    private static final class SilenceException extends IOException {

        private static final long serialVersionUID = 1;
    }

    /** Each answer is sent when a command has come; {@code TAG} stands for its tag. */
    ScriptedServer(String... answers) throws IOException {
        this("", List.of(answers));
    }

    private ScriptedServer(String greeting, List<String> answers) throws IOException {
        this(greeting, answers.stream().map(answer -> (UnaryOperator<String>) _ -> answer));
    }

    private ScriptedServer(String greeting, Stream<UnaryOperator<String>> answers)
            throws IOException {
        this.greeting = greeting;
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(answers.iterator()));
    }

    /** A server that makes an answer of each command, without its tag. */
    public static ScriptedServer answering(UnaryOperator<String> answers) throws IOException {
        return new ScriptedServer("", Stream.generate(() -> answers));
    }

    /** The same, which says in its greeting what it can. */
    public static ScriptedServer announcing(String capabilities, UnaryOperator<String> answers)
            throws IOException {
        return new ScriptedServer(
                "* OK [CAPABILITY " + capabilities + "] ready\r\n", Stream.generate(() -> answers));
    }

    /** What a log-in ends with that is refused. */
    public static ImapException refusal() {
        return new ImapException(ImapException.Kind.AUTHENTICATION, "LOGIN");
    }

    /** What comes of a server that is away. */
    public static ImapException outage() {
        return new ImapException(ImapException.Kind.TEMPORARY, "test");
    }

    /** What a server says to a command, or in its greeting, when it goes away with a BYE. */
    public static ImapException refusal(String command, String text) {
        return Refusal.of(command, text, ImapException.Kind.TEMPORARY);
    }

    static ScriptedServer greeting(String greeting, String... answers) throws IOException {
        return new ScriptedServer(greeting, List.of(answers));
    }

    /** The same server behind another line. */
    public ScriptedServer over(Line other) {
        line = other;
        return this;
    }

    ImapSession session() throws IOException {
        return session(Duration.ofSeconds(5));
    }

    private ImapSession session(Duration patience) throws IOException {
        var client = new Socket(listener.getInetAddress(), port());
        client.setSoTimeout(Math.toIntExact(patience.toMillis()));
        return new ImapSession(new ImapWire(client));
    }

    /** A connection on which no log-in is needed. */
    public ImapConnection login() throws ImapException {
        try {
            var session = session();
            if (!greeting.isEmpty()) {
                session.greet();
            }
            return new ImapConnection(session);
        } catch (IOException e) {
            throw ImapException.causedBy(e, ImapException.Kind.TEMPORARY, "test");
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** An opened mailbox of so many messages. */
    SelectedMailbox mailbox(long exists) throws IOException {
        return mailbox(exists, Duration.ofSeconds(5));
    }

    /** The same, whose client waits so long for a byte. */
    SelectedMailbox mailbox(long exists, Duration patience) throws IOException {
        var status =
                new MailboxStatus(MailboxName.INBOX, 1, exists + 1, exists, OptionalLong.empty());
        return new SelectedMailbox(session(patience), status);
    }

    private void serve(Iterator<UnaryOperator<String>> answers) {
        try (var socket = listener.accept()) {
            try {
                converse(socket, answers);
            } catch (SilenceException silence) {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException _) {
            // The client hung up first, which tests may do.
        }
    }

    private void converse(Socket socket, Iterator<UnaryOperator<String>> answers)
            throws IOException {
        var out = socket.getOutputStream();
        var commands =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        line.send(out, greeting.getBytes(ISO_8859_1));
        while (answers.hasNext()) {
            var command = commands.readLine();
            var words = (command == null ? "" : command).split(" ", 2);
            var answer = answers.next().apply(words[words.length - 1]);
            line.send(out, answer.replace("TAG", words[0]).getBytes(ISO_8859_1));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
