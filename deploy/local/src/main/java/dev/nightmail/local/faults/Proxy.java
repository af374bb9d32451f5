package dev.nightmail.local.faults;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and its server and, while there is to be trouble, lets half of the
 * connections end badly after some bytes. TLS goes through it untouched.
 */
public final class Proxy implements AutoCloseable {

    private static final double FEWEST_BYTES = 50;
    private static final double MOST_BYTES = 150_000;

    /** What becomes of a connection. */
    public enum Fate {
        WHOLE,
        CUT,
        RESET,
        STALLED,
        DEAF,
        DUMB
    }

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Random random;
    private final Map<Fate, AtomicLong> met = new ConcurrentHashMap<>();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean isTroubled;

    public Proxy(int target, long seed) {
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
            random = new Random(seed);
            Thread.ofVirtual().start(this::serve);
        } catch (IOException e) {
            throw new Refusal("no port for the proxy: " + e, e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Whether connections that are opened from now on may end badly; old ones are cut either way.
     */
    public void trouble(boolean troubled) {
        isTroubled = troubled;
        links.forEach(Link::close);
    }

    /** How many connections met this so far. */
    public long count(Fate fate) {
        var count = met.get(fate);
        return count == null ? 0 : count.get();
    }

    private void serve() {
        try {
            while (true) {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException closed) {
            links.forEach(Link::close);
        }
    }

    private void connect(Socket client) {
        try {
            var server = new Socket();
            server.connect(target);
            var link = new Link(client, server, fate(), bytes());
            links.add(link);
            Thread.ofVirtual().start(() -> link.pump(client, server, Fate.DUMB));
            Thread.ofVirtual().start(() -> link.pump(server, client, Fate.DEAF));
        } catch (IOException e) {
            count(Fate.RESET, client);
        }
    }

    private synchronized Fate fate() {
        var fates = Fate.values();
        return isTroubled && random.nextBoolean()
                ? fates[1 + random.nextInt(fates.length - 1)]
                : Fate.WHOLE;
    }

    private synchronized long bytes() {
        return (long) (FEWEST_BYTES * Math.pow(MOST_BYTES / FEWEST_BYTES, random.nextDouble()));
    }

    private void count(Fate fate, Socket socket) {
        met.computeIfAbsent(fate, each -> new AtomicLong()).incrementAndGet();
        quietly(socket::close);
    }

    /** Both directions of a connection. */
    private final class Link {

        private final Socket client;
        private final Socket server;
        private final Fate fate;
        private final AtomicLong left;
        private volatile boolean isMet;

        Link(Socket client, Socket server, Fate fate, long bytes) {
            this.client = client;
            this.server = server;
            this.fate = fate;
            left = new AtomicLong(bytes);
        }

        void pump(Socket from, Socket to, Fate lost) {
            var chunk = new byte[8 * 1024];
            try {
                for (int read = from.getInputStream().read(chunk);
                        read >= 0;
                        read = from.getInputStream().read(chunk)) {
                    int passed = passed(read, lost);
                    to.getOutputStream().write(chunk, 0, passed);
                    to.getOutputStream().flush();
                    if (passed < read && (fate == Fate.CUT || fate == Fate.RESET)) {
                        break;
                    }
                }
            } catch (IOException ended) {
                // By one of the ends, or by its fate.
            }
            close();
        }

        /** How many of so many bytes go on; the rest is lost. */
        private int passed(int bytes, Fate lost) {
            long before = left.getAndAdd(-bytes);
            if (fate == Fate.WHOLE || before >= bytes) {
                return bytes;
            }
            boolean isOther = (fate == Fate.DEAF || fate == Fate.DUMB) && fate != lost;
            if (isOther) {
                return bytes;
            }
            meet();
            return (int) Math.max(0, before);
        }

        private synchronized void meet() {
            if (!isMet) {
                isMet = true;
                met.computeIfAbsent(fate, each -> new AtomicLong()).incrementAndGet();
            }
        }

        private void close() {
            links.remove(this);
            if (fate == Fate.RESET && isMet) {
                quietly(() -> client.setSoLinger(true, 0));
            }
            quietly(client::close);
            quietly(server::close);
        }
    }

    /** Something with a socket that may be closed already. */
    private interface Closing {
        void run() throws IOException;
    }

    private static void quietly(Closing closing) {
        try {
            closing.run();
        } catch (IOException closed) {
            // It is.
        }
    }

    @Override
    public void close() {
        quietly(listener::close);
    }
}
