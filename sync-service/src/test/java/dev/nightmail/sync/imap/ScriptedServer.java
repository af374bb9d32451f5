package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A server that says what the test wants, and hangs up when the test has no more to say. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final String greeting;

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

    static ScriptedServer greeting(String greeting, String... answers) throws IOException {
        return new ScriptedServer(greeting, List.of(answers));
    }

    ImapSession session() throws IOException {
        var client = new Socket(listener.getInetAddress(), port());
        client.setSoTimeout(5_000);
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
        var status =
                new MailboxStatus(MailboxName.INBOX, 1, exists + 1, exists, OptionalLong.empty());
        return new SelectedMailbox(session(), status);
    }

    private void serve(Iterator<UnaryOperator<String>> answers) {
        try (var socket = listener.accept();
                var commands =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            socket.getOutputStream().write(greeting.getBytes(ISO_8859_1));
            while (answers.hasNext()) {
                var command = commands.readLine();
                var words = (command == null ? "" : command).split(" ", 2);
                var answer = answers.next().apply(words[words.length - 1]);
                socket.getOutputStream()
                        .write(answer.replace("TAG", words[0]).getBytes(ISO_8859_1));
            }
        } catch (IOException _) {
            // The client hung up first, which tests may do.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
