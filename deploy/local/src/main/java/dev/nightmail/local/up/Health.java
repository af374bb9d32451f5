package dev.nightmail.local.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a service says about itself at its management port. */
final class Health {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final URI ready;
    private String said = "";

    Health(int managementPort) {
        ready = URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready");
    }

    /** Asks it. */
    boolean isReady() {
        var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            said = answer.body();
            return answer.statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether its last answer was that it will never be ready with this database. */
    boolean isHopeless() {
        return said.contains("\"foreign-schema\"");
    }
}
