package dev.nightmail.bench.freshness;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A port that leads to another, over a line on which every byte is so long on its way. */
final class SlowLine implements AutoCloseable {

    private static final int BUFFER = 65_536;

    private final ServerSocket port;
    private final int target;
    private final long oneWay;

    private SlowLine(ServerSocket port, int target, Duration oneWay) {
        this.port = port;
        this.target = target;
        this.oneWay = oneWay.toNanos();
    }

    static SlowLine to(int target, Duration oneWay) {
        try {
            var port = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
            var line = new SlowLine(port, target, oneWay);
            Thread.ofVirtual().start(line::accept);
            return line;
        } catch (IOException e) {
            throw new Refusal("no free port", e);
        }
    }

    int port() {
        return port.getLocalPort();
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                var near = port.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                new Way(near, far).begin();
                new Way(far, near).begin();
            } catch (IOException e) {
                // The line is down, or one connection is: the next one may come about.
                LockSupport.parkNanos(1);
            }
        }
    }

    /** What was sent, and when it comes out; without bytes at the end. */
    private record Sent(long due, ByteBuffer bytes) {}

    private final class Way {

        private final Socket from;
        private final Socket to;
        private final BlockingQueue<Sent> onTheWay = new LinkedBlockingQueue<>();

        Way(Socket from, Socket to) {
            this.from = from;
            this.to = to;
        }

        void begin() {
            Thread.ofVirtual().start(this::take);
            Thread.ofVirtual().start(this::deliver);
        }

        private void take() {
            var buffer = new byte[BUFFER];
            try {
                var in = from.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    send(Arrays.copyOf(buffer, read));
                }
            } catch (IOException e) {
                send(new byte[0]);
                return;
            }
            send(new byte[0]);
        }

        private void send(byte[] bytes) {
            onTheWay.add(new Sent(System.nanoTime() + oneWay, ByteBuffer.wrap(bytes)));
        }

        private void deliver() {
            try {
                var out = to.getOutputStream();
                for (var sent = onTheWay.take();
                        sent.bytes().hasRemaining();
                        sent = onTheWay.take()) {
                    LockSupport.parkNanos(sent.due() - System.nanoTime());
                    out.write(sent.bytes().array());
                }
                to.close();
            } catch (IOException e) {
                closeBoth();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void closeBoth() {
            try (from) {
                to.close();
            } catch (IOException e) {
                throw new Refusal("a socket cannot be closed", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            port.close();
        } catch (IOException e) {
            throw new Refusal("a port cannot be closed", e);
        }
    }
}
