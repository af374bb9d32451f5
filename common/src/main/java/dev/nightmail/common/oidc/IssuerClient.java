package dev.nightmail.common.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Key;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/** Reads the keys of an issuer (RFC 7517; OpenID Connect Discovery 1.0, section 4). */
final class IssuerClient {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 512 * 1024;
    private static final int OK = 200;

    private final OidcConfig.Issuer issuer;

    IssuerClient(OidcConfig.Issuer issuer) {
        this.issuer = issuer;
    }

    /** Its keys for signatures, by their ids; those without an id are left out. */
    Map<String, Key> fetchKeys() throws IOException {
        var url = issuer.jwksUrl().isPresent() ? issuer.jwksUrl().get() : discover();
        try {
            var keys = new HashMap<String, Key>();
            for (var key : new JsonWebKeySet(fetch(url)).getJsonWebKeys()) {
                if (isForSignatures(key)) {
                    keys.put(key.getKeyId(), ((PublicJsonWebKey) key).getPublicKey());
                }
            }
            return Map.copyOf(keys);
        } catch (JoseException e) {
            throw new IOException("What is no key set", e);
        }
    }

    private static boolean isForSignatures(JsonWebKey key) {
        return key instanceof PublicJsonWebKey
                && key.getKeyId() != null
                && (key.getUse() == null || key.getUse().equals(Use.SIGNATURE));
    }

    private String discover() throws IOException {
        try {
            var found = JsonUtil.parseJson(fetch(issuer.url().replaceFirst("/$", "") + DISCOVERY));
            if (!issuer.url().equals(found.get("issuer"))) {
                throw new IOException("A discovery document of another issuer");
            }
            var url = String.valueOf(found.get("jwks_uri"));
            if (!url.matches(OidcConfig.URL)) {
                throw new IOException("A key set that would be read in the clear");
            }
            return url;
        } catch (JoseException e) {
            throw new IOException("What is no discovery document", e);
        }
    }

    /** The deadline is for the whole answer, however slowly it comes. */
    private static String fetch(String url) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST).build();
        var http = HttpClient.newBuilder().connectTimeout(LONGEST).build();
        try {
            var answer =
                    http.sendAsync(
                                    request,
                                    BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES))
                            .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != OK) {
                throw new IOException("Answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } finally {
            http.shutdownNow();
        }
    }
}
