package dev.nightmail.sync.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * An issuer that gives tokens on this machine. A refresh token counts once: whoever brings one a
 * second time gets {@code invalid_grant}.
 */
public final class TestTokenIssuer implements AutoCloseable {

    /** What the first refresh token is. */
    public static final String FIRST = "refresh-0";

    /** The forms that came, oldest first. */
    public final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();

    /** Answered instead of tokens, as a status and a body. */
    public volatile Optional<String> fault = Optional.empty();

    /** Done while the caller waits for the answer. */
    public volatile Runnable meanwhile = () -> {};

    /** Whether it keeps the refresh tokens as they are, and does not name them. */
    public volatile boolean keepsRefreshTokens;

    private final HttpServer server;
    private String valid = FIRST;
    private int given;

    /** On that port; 0 is any. */
    public TestTokenIssuer(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", this::token);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange call) throws IOException {
        var form = parse(new String(call.getRequestBody().readAllBytes(), UTF_8));
        asked.add(form);
        meanwhile.run();
        var answer = fault.orElseGet(() -> answer(form));
        var body = answer.substring(4).getBytes(UTF_8);
        try (call) {
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
            call.getResponseBody().write(body);
        }
    }

    private synchronized String answer(Map<String, String> form) {
        boolean isCode = "authorization_code".equals(form.get("grant_type"));
        if (!isCode && !valid.equals(form.get("refresh_token"))) {
            return "400 {\"error\": \"invalid_grant\"}";
        }
        given++;
        if (keepsRefreshTokens) {
            return "200 {\"access_token\": \"access-%d\", \"expires_in\": 3600}".formatted(given);
        }
        valid = "refresh-" + given;
        return "200 {\"access_token\": \"access-%d\", \"refresh_token\": \"%s\", \"expires_in\": 3600}"
                .formatted(given, valid);
    }

    private static Map<String, String> parse(String body) {
        var form = new HashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return form;
    }
}
