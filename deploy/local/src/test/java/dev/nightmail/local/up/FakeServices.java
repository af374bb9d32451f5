package dev.nightmail.local.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightmail.local.server.Layout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The APIs that the first run calls, on one port: at most one account, whose first sync goes
 * through the given states, and mail that arrives at once.
 */
final class FakeServices implements AutoCloseable {
    private final Layout layout;
    private final HttpServer server;
    private final Deque<String> states = new ArrayDeque<>();
    private final List<String> posted = new ArrayList<>();
    private boolean account;
    private String job = "{'state': 'completed'}";
    private String error = "";

    FakeServices(Layout layout) throws IOException {
        this.layout = layout;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/", this::answer);
        server.start();
    }

    /** Both services of which the first run asks something. */
    Stack stack() {
        ServiceProcess service = new ServiceProcess("fake", server.getAddress().getPort(), 0);
        return new Stack(Path.of("."), layout, service, service, service, service);
    }

    /** An account is there, in the first of these states; each look moves it on, up to the last. */
    synchronized void hasAccount(String... itsStates) {
        account = true;
        states.clear();
        states.addAll(List.of(itsStates));
    }

    /** The first sync of an account added after this is a job that shows this, for this reason. */
    synchronized void failsToSync(String itsJob, String itsError) {
        job = itsJob;
        error = itsError;
    }

    /** What was added, in order. */
    synchronized List<String> posted() {
        return List.copyOf(posted);
    }

    synchronized List<String> statesLeft() {
        return List.copyOf(states);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
            posted.add(path);
        }
        String request = exchange.getRequestMethod() + " " + path;
        JsonNode form = Api.JSON.readTree(exchange.getRequestBody());
        byte[] answer = answerTo(request, form).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        try (var body = exchange.getResponseBody()) {
            body.write(answer);
        }
    }

    private String answerTo(String request, JsonNode form) throws IOException {
        return switch (request) {
            case "GET /api/email-accounts" ->
                    account
                            ? """
                            {"items": [{"id": "1", "address": "sample@nightmail.local", "state": "%s",
                            "lastSyncedAt": "2026-03-04T07:52:10.123456Z", "syncError": "%s"}]}
                            """
                                    .formatted(states.peek(), error)
                            : "{}";
            case "POST /api/email-accounts" -> {
                hasAccount("ok");
                yield "{'account': {'id': '1'}, 'jobId': '2'}".replace('\'', '"');
            }
            case "GET /api/email-accounts/1" ->
                    "{'active': true, 'state': '%s', 'syncError': '%s'}"
                            .replace('\'', '"')
                            .formatted(nextState(), error);
            case "GET /api/jobs/2" -> job.replace('\'', '"');
            case "DELETE /api/email-accounts/1" -> {
                account = false;
                yield "";
            }
            case "POST /api/emails" -> arrived(form);
            default -> "{}";
        };
    }

    private String nextState() {
        return states.size() > 1 ? states.removeFirst() : states.getFirst();
    }

    private String arrived(JsonNode form) throws IOException {
        String line =
                "2026-01-01T00:00:00Z\t1\t<1@x>\t%s\tsample@nightmail.local\t100\t%s\n"
                        .formatted(form.path("to").path(0).asText(), form.path("subject").asText());
        Files.writeString(
                layout.sinkLog(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return "{'messageId': '<1@x>'}".replace('\'', '"');
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
