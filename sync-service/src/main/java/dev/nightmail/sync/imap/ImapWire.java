package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * Lines and literals of one connection (RFC 9051, sections 2.2 and 4.3).
 *
 * <p>Strings stand for bytes here, one character each. A read that times out or meets the end of
 * the stream throws; a command is small enough for the socket's empty buffer, so that a write does
 * not wait.
 */
final class ImapWire {

    private final Socket socket;
    private final InputStream in;
    private final byte[] chunk = new byte[16 * 1024];
    private int next;
    private int end;

    ImapWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    void writeLine(String line) throws IOException {
        var out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    /** One response with the bytes of its literals, without the final line end. */
    AnswerBytes read() throws IOException {
        var answer = new AnswerBytes();
        readLine(answer);
        for (long literal = answer.literal(); literal >= 0; literal = answer.literal()) {
            readLiteral(answer, literal);
            readLine(answer);
        }
        return answer;
    }

    /** Whether bytes arrived that nobody read: before STARTTLS they would be a stranger's. */
    boolean hasUnread() {
        return next < end;
    }

    Socket socket() {
        return socket;
    }

    private void readLine(AnswerBytes answer) throws IOException {
        answer.startLine();
        do {
            fill();
            int stop = next;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            boolean complete = stop < end;
            answer.append(chunk, next, complete ? stop + 1 : stop);
            next = complete ? stop + 1 : stop;
        } while (!answer.endsLine());
    }

    private void readLiteral(AnswerBytes answer, long length) throws IOException {
        answer.keepLiteral(length);
        long left = length;
        while (left > 0) {
            fill();
            int taken = (int) Math.min(left, end - next);
            answer.append(chunk, next, next + taken);
            next += taken;
            left -= taken;
        }
    }

    private void fill() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(chunk));
            if (end == 0) {
                throw new EOFException("the server closed the connection");
            }
        }
    }
}
