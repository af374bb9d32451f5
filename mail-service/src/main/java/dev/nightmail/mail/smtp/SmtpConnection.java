package dev.nightmail.mail.smtp;

import dev.nightmail.common.net.VerifiedTls;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** Commands out, replies in, over one socket. */
final class SmtpConnection implements AutoCloseable {

    /** RFC 5321, section 4.5.3.1.5 allows 512; some servers are wordy. */
    private static final int LINE = 4096;

    private static final int REPLY_LINES = 200;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private List<String> words = List.of();

    private SmtpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    static SmtpConnection open(InetSocketAddress server, Duration connect, Duration reply)
            throws IOException {
        var socket = new Socket();
        try {
            socket.connect(server, (int) connect.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) reply.toMillis());
            return new SmtpConnection(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Goes on under TLS; the certificate must be trusted and carry the host's name. */
    void protect(SSLSocketFactory factory, String host) throws IOException {
        if (in.available() > 0) {
            throw new ProtocolException("Text was slipped in before TLS");
        }
        socket = VerifiedTls.over(socket, host, factory);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    SmtpReply command(String line) throws IOException {
        send(line);
        return reply();
    }

    /**
     * Goes out before the next reply is read. Refuses what could be read as two commands, or as
     * another address.
     */
    void send(String line) throws IOException {
        if (!line.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new ProtocolException("A command is printable ASCII");
        }
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The text of a message, with dots doubled (RFC 5321, section 4.5.2), up to the final dot. */
    void text(byte[] message) throws IOException {
        boolean atLineStart = true;
        for (byte octet : message) {
            if (atLineStart && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            atLineStart = octet == '\n';
        }
        if (!atLineStart) {
            out.write('\r');
            out.write('\n');
        }
        out.flush();
    }

    /** Whether the server still waits; one that has spoken or gone will not take the dot. */
    boolean isWaiting() throws IOException {
        int patience = socket.getSoTimeout();
        socket.setSoTimeout(1);
        in.mark(1);
        try {
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(patience);
        }
    }

    void patience(Duration reply) throws IOException {
        socket.setSoTimeout((int) reply.toMillis());
    }

    /** Reads a reply of one or more lines. */
    SmtpReply reply() throws IOException {
        out.flush();
        var lines = new ArrayList<String>();
        String line;
        do {
            line = readLine();
            if (!line.matches("[2-5]\\d\\d([ -].*)?") || lines.size() == REPLY_LINES) {
                throw new ProtocolException("Not an SMTP reply");
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
        } while (line.startsWith("-", 3));
        words = List.copyOf(lines);
        return SmtpReply.of(Integer.parseInt(line.substring(0, 3)), lines);
    }

    /** What the last reply said, line by line. */
    List<String> words() {
        return words;
    }

    String localAddress() {
        return socket.getLocalAddress().getHostAddress();
    }

    /** Says good-bye without waiting for the answer; whatever happens now changes nothing. */
    void quit() {
        try {
            send("QUIT");
            out.flush();
        } catch (IOException ignored) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // A socket that cannot be closed is lost anyway; the outcome is known.
        }
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The server has closed the connection");
            }
            if (line.length() == LINE) {
                throw new ProtocolException("A reply's line is too long");
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }
}
