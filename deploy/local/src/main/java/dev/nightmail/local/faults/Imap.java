package dev.nightmail.local.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.ImapGreeting;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A mail program's connection, on which commands are said and heard as they are. */
public final class Imap implements AutoCloseable {

    private static final int PATIENCE_MS = 30_000;
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private int tag;

    /** The server said NO or BAD. */
    public static final class SaidNoException extends RuntimeException {

        private static final long serialVersionUID = 1;

        SaidNoException(String command, String answer) {
            super(command + ": " + answer);
        }
    }

    private Imap(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    public static Imap open(int port, Path authority, String user, String password) {
        try {
            var tls = ImapGreeting.trusting(authority).getSocketFactory();
            var socket = tls.createSocket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MS);
            var imap = new Imap(socket);
            imap.line();
            imap.ask("LOGIN %s %s".formatted(quoted(user), quoted(password)));
            return imap;
        } catch (IOException | GeneralSecurityException e) {
            throw new Refusal("no IMAP at port " + port + ": " + e, e);
        }
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Says a command; the untagged answers, each with its literals in it. */
    public List<String> ask(String command) {
        try {
            write(next() + " " + command + "\r\n");
            return answers(command);
        } catch (IOException e) {
            throw new Refusal(command + ": " + e, e);
        }
    }

    /** Puts a message into a mailbox. */
    void append(String mailbox, String flagsAndDate, byte[] message) {
        var command = "APPEND %s %s".formatted(quoted(mailbox), flagsAndDate);
        try {
            write("%s %s {%d}\r\n".formatted(next(), command, message.length));
            var go = line();
            if (!go.startsWith("+")) {
                throw new SaidNoException(command, go);
            }
            out.write(message);
            write("\r\n");
            answers(command);
        } catch (IOException e) {
            throw new Refusal(command + ": " + e, e);
        }
    }

    private List<String> answers(String command) throws IOException {
        var answers = new ArrayList<String>();
        while (true) {
            var line = line();
            if (line.startsWith("A" + tag + " ")) {
                if (!line.startsWith("OK", line.indexOf(' ') + 1)) {
                    throw new SaidNoException(command, line);
                }
                return answers;
            }
            answers.add(line);
        }
    }

    private String next() {
        return "A" + ++tag;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            var part = part();
            line.append(part);
            var literal = LITERAL.matcher(part);
            if (!literal.find()) {
                return line.toString();
            }
            var bytes = in.readNBytes(Integer.parseInt(literal.group(1)));
            line.append("\r\n").append(new String(bytes, ISO_8859_1));
        }
    }

    private String part() throws IOException {
        var part = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server hung up");
            }
            if (next != '\r') {
                part.append((char) next);
            }
        }
        return part.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new Refusal("cannot hang up: " + e, e);
        }
    }
}
