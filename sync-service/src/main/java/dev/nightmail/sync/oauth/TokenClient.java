package dev.nightmail.sync.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks token endpoints (RFC 6749, sections 4.1.3 and 6); follows no redirect. */
@Singleton
public class TokenClient {

    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final long USUAL_LIFE_SECONDS = 3600;

    /** What the owner can change; everything else is the issuer's or the operator's. */
    private static final Set<String> REVOKED =
            Set.of("invalid_grant", "interaction_required", "consent_required", "login_required");

    /** The first tokens, for the code that a person came back with. */
    public Tokens exchange(Issuer issuer, String code, String verifier, String callback)
            throws TokenException {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("code_verifier", verifier);
        form.put("redirect_uri", callback);
        return ask(issuer, form);
    }

    /** The next ones. */
    Tokens refresh(Issuer issuer, String refreshToken) throws TokenException {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        return ask(issuer, form);
    }

    private static Tokens ask(Issuer issuer, Map<String, String> form) throws TokenException {
        form.put("client_id", issuer.client().id());
        issuer.client().secret().ifPresent(secret -> form.put("client_secret", secret));
        var request =
                HttpRequest.newBuilder(issuer.endpoints().token())
                        .timeout(LONGEST)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(Query.of(form)))
                        .build();
        var answer = send(request);
        var body = parse(answer.body());
        if (answer.statusCode() == OK && body.path("access_token").isTextual()) {
            return tokens(body);
        }
        boolean isRefused = answer.statusCode() == 400 || answer.statusCode() == 401;
        throw isRefused && REVOKED.contains(body.path("error").asText())
                ? TokenException.revoked()
                : TokenException.unavailable();
    }

    private static Tokens tokens(JsonNode body) {
        long seconds = body.path("expires_in").asLong(USUAL_LIFE_SECONDS);
        return new Tokens(
                body.path("access_token").asText(),
                Optional.of(body.path("refresh_token").asText()).filter(text -> !text.isEmpty()),
                Duration.ofSeconds(Math.clamp(seconds, 1, TimeUnit.DAYS.toSeconds(1))));
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return JSON.createObjectNode();
        }
    }

    /** The deadline is for the whole answer, however slowly it comes. */
    private static HttpResponse<String> send(HttpRequest request) throws TokenException {
        var http = HttpClient.newBuilder().connectTimeout(LONGEST).build();
        try {
            return http.sendAsync(
                            request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES))
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            throw TokenException.unavailable();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw TokenException.unavailable();
        } finally {
            http.shutdownNow();
        }
    }
}
