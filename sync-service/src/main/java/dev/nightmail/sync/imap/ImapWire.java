package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Lines and literals of one connection (RFC 9051, sections 2.2 and 4.3).
 *
 * <p>Strings stand for bytes here, one character each. A read that times out or meets the end of
 * the stream throws; a command is small enough for the socket's empty buffer, so that a write does
 * not wait.
 */
final class ImapWire {

    /** Bytes that are kept for a connection on which hardly anything is said. */
    private static final int WAITING = 512;

    private final Socket socket;
    private final InputStream in;
    private byte[] chunk = new byte[16 * 1024];
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

    /** Takes literals out of responses while they arrive, however long they are. */
    interface Literals {

        /** None: responses are read with all that is in them. */
        Literals KEPT =
                new Literals() {
                    @Override
                    public boolean wants(String before) {
                        return false;
                    }

                    @Override
                    public void read(InputStream literal, long length) {}
                };

        /** Whether the literal that stands behind this is to be read as a stream. */
        boolean wants(String before);

        /** Reads as much of it as it likes; the rest is passed over. */
        void read(InputStream literal, long length) throws IOException;
    }

    /**
     * One response with the bytes of its literals, but for those that are wanted elsewhere, without
     * the final line end.
     */
    AnswerBytes read(Literals literals) throws IOException {
        var answer = new AnswerBytes();
        readLine(answer);
        for (long literal = answer.literal(); literal >= 0; literal = answer.literal()) {
            if (literals.wants(answer.beforeLiteral())) {
                var stream = new LiteralStream(literal);
                literals.read(stream, literal);
                stream.passOver();
                answer.leaveOutLiteral();
            } else {
                readLiteral(answer, literal);
            }
            readLine(answer);
        }
        return answer;
    }

    /** Whether bytes arrived that nobody read: before STARTTLS they would be a stranger's. */
    boolean hasUnread() {
        return next < end;
    }

    /**
     * Waits for the next answer, between two of them, and then for a long time: with a buffer as
     * small as such answers are. False when nothing has come for so long.
     */
    boolean await(Duration longest) throws IOException {
        if (hasUnread()) {
            return true;
        }
        int usual = socket.getSoTimeout();
        chunk = chunk.length == WAITING ? chunk : new byte[WAITING];
        next = 0;
        end = 0;
        socket.setSoTimeout(Math.toIntExact(Math.max(1, longest.toMillis())));
        try {
            fill();
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        } finally {
            socket.setSoTimeout(usual);
        }
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
            // A read that finds something does not look for this: a server may never let us wait.
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("stopped");
            }
            // A read that times out leaves nothing unread.
            int read = in.read(chunk);
            next = 0;
            end = Math.max(0, read);
            if (end == 0) {
                throw new EOFException("the server closed the connection");
            }
        }
    }

    /**
     * The bytes of a literal, straight from the connection; a connection that ends first throws.
     */
    private final class LiteralStream extends InputStream {

        private long left;

        LiteralStream(long length) {
            left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 || length == 0) {
                return left == 0 ? -1 : 0;
            }
            fill();
            int taken = (int) Math.min(Math.min(left, length), end - next);
            System.arraycopy(chunk, next, bytes, offset, taken);
            next += taken;
            left -= taken;
            return taken;
        }

        void passOver() throws IOException {
            while (left > 0) {
                fill();
                int taken = (int) Math.min(left, end - next);
                next += taken;
                left -= taken;
            }
        }
    }
}
