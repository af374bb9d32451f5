package dev.nightmail.sync.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Commands out and replies in, over one socket (RFC 5321, section 4.2). */
final class SmtpLines {

    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 200;

    /** The code, and what each line says behind it, in upper case. */
    record Reply(int code, List<String> words) {

        boolean isPositive() {
            return code / 100 == 2;
        }

        boolean isIntermediate() {
            return code / 100 == 3;
        }

        /** What stands behind that word in a line of a reply to EHLO. */
        List<String> parameters(String extension) {
            return words.stream()
                    .map(line -> List.of(line.split("[ =]")))
                    .filter(line -> line.getFirst().equals(extension))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private final Socket socket;
    private final InputStream in;

    SmtpLines(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    Reply command(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        return reply();
    }

    /** We have no name that a server could look up (RFC 5321, section 4.1.3). */
    Reply hello() throws IOException {
        var local = socket.getLocalAddress().getHostAddress();
        return command(
                "EHLO " + (local.contains(":") ? "[IPv6:" + local + "]" : "[" + local + "]"));
    }

    Reply reply() throws IOException {
        var words = new ArrayList<String>();
        String line;
        do {
            line = readLine();
            if (!line.matches("[2-5]\\d\\d([ -].*)?") || words.size() == MOST_LINES) {
                throw new ProtocolException("Not an SMTP reply");
            }
            words.add(line.length() > 4 ? line.substring(4).toUpperCase(Locale.ROOT) : "");
        } while (line.startsWith("-", 3));
        return new Reply(Integer.parseInt(line.substring(0, 3)), List.copyOf(words));
    }

    /** Whether something came that nobody has asked for: before TLS it would be a stranger's. */
    boolean hasUnread() throws IOException {
        return in.available() > 0;
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The server has closed the connection");
            }
            if (line.length() == LONGEST_LINE) {
                throw new ProtocolException("A reply's line is too long");
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }
}
