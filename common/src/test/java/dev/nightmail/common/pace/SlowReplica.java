package dev.nightmail.common.pace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmail.common.testkit.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A replica of the server that receives everything, and applies what the test lets it (PostgreSQL,
 * chapter 54.4: streaming replication protocol).
 */
final class SlowReplica implements AutoCloseable {

    private static final int PROTOCOL = 196_608;
    private static final int LENGTH = 4;
    private static final int HEADER_OF_WAL = 1 + 8 + 8 + 8;

    private final Socket line;
    private final DataInputStream in;
    private final DataOutputStream out;
    private long received;
    private long applied;

    /** Receives what is written from there on, as PostgreSQL writes it, such as {@code 0/1A2B}. */
    SlowReplica(String from) throws IOException {
        line = new Socket("127.0.0.1", Integer.parseInt(TestServers.get("postgres.port")));
        in = new DataInputStream(line.getInputStream());
        out = new DataOutputStream(line.getOutputStream());
        var hello = new ByteArrayOutputStream();
        var words = new DataOutputStream(hello);
        words.writeInt(PROTOCOL);
        words.write("user\0postgres\0replication\0true\0\0".getBytes(UTF_8));
        out.writeInt(LENGTH + hello.size());
        hello.writeTo(out);
        awaitMessage('Z');
        send('Q', ("START_REPLICATION PHYSICAL " + from + "\0").getBytes(UTF_8));
        awaitMessage('W');
    }

    /** Says how far it is; what it has just received is applied, or is not. */
    void tell(boolean isApplied) throws IOException {
        while (in.available() > 0) {
            receive(awaitMessage('d'));
        }
        applied = isApplied ? received : applied;
        var status = ByteBuffer.allocate(1 + 8 + 8 + 8 + 8 + 1);
        status.put((byte) 'r').putLong(received).putLong(received).putLong(applied);
        send('d', status.array());
    }

    private void receive(byte[] message) {
        if (message[0] == 'w') {
            received = ByteBuffer.wrap(message).getLong(1) + message.length - HEADER_OF_WAL;
        }
    }

    private byte[] awaitMessage(char wanted) throws IOException {
        while (true) {
            char type = (char) in.readByte();
            var content = in.readNBytes(in.readInt() - LENGTH);
            if (type == 'E') {
                throw new IOException("The server refuses: " + new String(content, UTF_8));
            }
            if (type == wanted) {
                return content;
            }
        }
    }

    private void send(char type, byte[] content) throws IOException {
        out.writeByte(type);
        out.writeInt(LENGTH + content.length);
        out.write(content);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
