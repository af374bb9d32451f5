package dev.nightmail.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * The API of the service under test.
 *
 * @param key sent as bearer token
 */
public record Api(ObjectMapper json, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    public JsonNode post(String path, JsonNode body) {
        return post(path, body.toString());
    }

    public JsonNode post(String path, String body) {
        var text = HttpRequest.BodyPublishers.ofString(body);
        return send(request(path).header("Content-Type", "application/json").POST(text).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ServiceRun.PORT + path))
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new Refusal(request.uri() + " answered " + answer.body());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new Refusal("no answer from " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted", e);
        }
    }
}
