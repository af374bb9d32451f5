package dev.nightmail.sync.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;

/** Serves the pages of a test, and notes every other request that reaches it. */
public final class LeakServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Map<String, String> policies = new ConcurrentHashMap<>();
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    public LeakServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String base() {
        return "http://127.0.0.1:" + port();
    }

    void serve(String path, String page) {
        pages.put(path, page);
    }

    /** Under a policy. */
    public void serve(String path, String page, String policy) {
        policies.put(path, policy);
        serve(path, page);
    }

    /** Paths that were asked for and are no pages. */
    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var page = pages.get(path);
        if (page == null) {
            asked.add(path);
        }
        var body = (page == null ? "" : page).getBytes(UTF_8);
        // Mostly no policy at all: what is harmless must be so by itself.
        Optional.ofNullable(policies.get(path))
                .ifPresent(policy ->
                        exchange.getResponseHeaders().add("Content-Security-Policy", policy));
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=UTF-8");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
