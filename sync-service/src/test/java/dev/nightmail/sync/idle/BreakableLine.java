package dev.nightmail.sync.idle;

import dev.nightmail.sync.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A way to the real IMAP server that the test can break. */
final class BreakableLine implements AutoCloseable {

    private final ServerSocket listener;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    BreakableLine() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** Breaks all connections; the next ones are let through. */
    void cut() throws IOException {
        for (var socket = open.poll(); socket != null; socket = open.poll()) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var here = listener.accept();
                var there = new Socket(TestServers.imapHost(), TestServers.imapPort());
                open.add(here);
                open.add(there);
                Thread.ofVirtual().start(() -> copy(here, there));
                Thread.ofVirtual().start(() -> copy(there, here));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // It was broken, which closes both.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
