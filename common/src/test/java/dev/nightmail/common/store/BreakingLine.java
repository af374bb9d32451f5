package dev.nightmail.common.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a server of this machine that breaks as the test wants it. */
final class BreakingLine implements AutoCloseable {

    private final int target;
    private final ServerSocket listening =
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger broken = new AtomicInteger();
    private volatile long bytesThere = Long.MAX_VALUE;
    private volatile long bytesBack = Long.MAX_VALUE;

    BreakingLine(int target) throws IOException {
        this.target = target;
        Thread.startVirtualThread(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Each connection ends when so many bytes have gone to the server. */
    void breakThereAfter(long bytes) {
        bytesThere = bytes;
    }

    /** Each connection ends when so many bytes have come back from it. */
    void breakBackAfter(long bytes) {
        bytesBack = bytes;
    }

    void mend() {
        bytesThere = Long.MAX_VALUE;
        bytesBack = Long.MAX_VALUE;
    }

    /** How many connections have been broken. */
    int broken() {
        return broken.get();
    }

    private void accept() {
        try {
            while (true) {
                lead(listening.accept());
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void lead(Socket near) throws IOException {
        var far = new Socket(InetAddress.getLoopbackAddress(), target);
        long there = bytesThere;
        long back = bytesBack;
        Thread.startVirtualThread(() -> carry(near, far, there));
        Thread.startVirtualThread(() -> carry(far, near, back));
    }

    private void carry(Socket from, Socket to, long most) {
        // The near end first: what the server would say of the break does not come through.
        try (to;
                from) {
            if (copy(from.getInputStream(), to.getOutputStream(), most)) {
                broken.incrementAndGet();
            }
        } catch (IOException ended) {
            return;
        }
    }

    /** Whether it was more. */
    private static boolean copy(InputStream in, OutputStream out, long most) throws IOException {
        var buffer = new byte[16384];
        long left = most;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int some = (int) Math.min(read, left);
            out.write(buffer, 0, some);
            out.flush();
            left -= some;
            if (left == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
