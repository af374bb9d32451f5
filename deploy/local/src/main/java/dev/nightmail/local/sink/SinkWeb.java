package dev.nightmail.local.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * Serves {@code /} (the inbox), {@code /messages/ID}, {@code /messages/ID.eml} and {@code
 * /messages.json}.
 */
final class SinkWeb {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MESSAGES = "/messages/";

    private final SinkStore store;

    SinkWeb(SinkStore store) {
        this.store = store;
    }

    void serve(int port) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.equals("/")) {
                send(exchange, "text/html; charset=utf-8", SinkPages.inbox(store.list()));
            } else if (path.equals("/messages.json")) {
                send(exchange, "application/json", json());
            } else if (path.startsWith(MESSAGES)) {
                message(exchange, path.substring(MESSAGES.length()));
            } else {
                notFound(exchange);
            }
        }
    }

    private void message(HttpExchange exchange, String name) throws IOException {
        boolean raw = name.endsWith(".eml");
        Optional<SinkMessage> found = store.find(raw ? name.substring(0, name.length() - 4) : name);
        if (found.isEmpty()) {
            notFound(exchange);
            return;
        }
        String source = store.source(found.get().id());
        if (raw) {
            send(exchange, "text/plain; charset=utf-8", source);
        } else {
            send(exchange, "text/html; charset=utf-8", SinkPages.message(found.get(), source));
        }
    }

    private String json() {
        ArrayNode all = JSON.createArrayNode();
        for (SinkMessage message : store.list()) {
            var node = all.addObject();
            node.put("id", message.id()).put("from", message.from());
            message.to().forEach(node.putArray("to")::add);
            node.put("subject", message.subject())
                    .put("messageId", message.messageId())
                    .put("receivedAt", message.receivedAt().toString())
                    .put("size", message.size());
        }
        return all.toString();
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(404, -1);
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
