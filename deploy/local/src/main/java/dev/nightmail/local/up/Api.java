package dev.nightmail.local.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The API of one service, called with a key.
 *
 * @param service whose API
 * @param key sent as bearer token
 */
public record Api(ServiceProcess service, String key) {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    public JsonNode post(String path, JsonNode body) {
        return send(posting(path, body).build());
    }

    /** Under an Idempotency-Key. */
    public JsonNode postOnce(String path, JsonNode body, String key) {
        return send(posting(path, body).header("Idempotency-Key", key).build());
    }

    private HttpRequest.Builder posting(String path, JsonNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    public void delete(String path) {
        send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(service.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest request) {
        String what = request.method() + " " + request.uri().getPath();
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new Refusal(
                        "%s answered %d to %s: %s"
                                .formatted(
                                        service.name(),
                                        response.statusCode(),
                                        what,
                                        reason(response.body())));
            }
            return JSON.readTree(response.body());
        } catch (ConnectException e) {
            throw new Refusal(service.name() + " does not run: ./nightmail up", e);
        } catch (IOException e) {
            throw new Refusal(service.name() + " did not answer " + what + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted", e);
        }
    }

    /** Of a problem document its detail, else its title; of anything else its beginning. */
    private static String reason(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.path("detail").asText(problem.path("title").asText(shortened(body)));
        } catch (JsonProcessingException notJson) {
            return shortened(body);
        }
    }

    private static String shortened(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
