package dev.nightmail.local.system;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.up.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Callers who ask every service again and again, whatever they hear. */
final class Callers {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final SystemUnderTest system;
    private final TestAccount account;
    private final List<CompletableFuture<String>> answers = new ArrayList<>();

    /** They ask for the first sync of this account. */
    Callers(TestAccount account) {
        this.account = account;
        system = account.system();
    }

    /** Asks for as long as this; what is not answered by then is still waited for. */
    void ask(Duration time) {
        Await.until(
                time,
                BETWEEN,
                () -> {
                    system.stack().services().forEach(this::ask);
                    return false;
                });
    }

    private void ask(ServiceProcess service) {
        answers.add(send(service.url() + "/api/jobs/" + account.job()));
        answers.add(
                send("http://127.0.0.1:" + service.managementPort() + "/q/health/live")
                        .thenApply(answer -> "live " + answer));
    }

    /** Hands a message in, and waits for nothing; the answer will be among the others. */
    void handIn(UUID key) {
        var form = TestEmail.slowForm(account, key).toString();
        answers.add(
                send(
                        request(system.stack().mail().url() + "/api/emails")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", key.toString())
                                .POST(HttpRequest.BodyPublishers.ofString(form))));
    }

    private CompletableFuture<String> send(String url) {
        return send(request(url));
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + system.key());
    }

    private static CompletableFuture<String> send(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
                .handle((answer, failure) ->
                        failure == null ? described(answer) : failure.getClass().getSimpleName());
    }

    private static String described(HttpResponse<?> answer) {
        String status = "" + answer.statusCode();
        var retryAfter = answer.headers().firstValue("Retry-After");
        return retryAfter.isEmpty()
                ? status
                : status
                        + " "
                        + answer.headers().firstValue("Content-Type").orElse("")
                        + ", again after "
                        + retryAfter.get();
    }

    /** How often each answer was heard; what took longer than 30 s counts as a time-out. */
    Map<String, Long> answers() {
        var counts = new TreeMap<String, Long>();
        answers.forEach(answer -> counts.merge(answer.join(), 1L, Long::sum));
        return counts;
    }
}
