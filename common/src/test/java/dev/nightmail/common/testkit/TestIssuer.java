package dev.nightmail.common.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer of tokens with keys of its own, on this machine. */
public final class TestIssuer implements AutoCloseable {

    public static final String AUDIENCE = "nightmail";

    private static final int RSA_BITS = 2048;
    private static final long LIFE_SECONDS = 300;

    /** How often its keys were asked for. */
    public final AtomicInteger asked = new AtomicInteger();

    /** Answers with nothing but errors. */
    public volatile boolean isAway;

    /** What it calls itself in its discovery document. */
    public volatile String name;

    private final HttpServer server;
    private volatile PublicJsonWebKey rsa = newRsa();
    private final PublicJsonWebKey ec = newEc();

    /** On that port; 0 is any. */
    public TestIssuer(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        name = url();
        server.createContext("/.well-known/openid-configuration", this::discover);
        server.createContext("/keys", this::keys);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on tokens are signed with a new RSA key, and the one before is not known. */
    public void rotate() {
        rsa = newRsa();
    }

    /** Of somebody of the tenant, valid at that time, with these scopes. */
    public JwtClaims claims(UUID tenant, Instant now, String... scopes) {
        var claims = new JwtClaims();
        claims.setIssuer(url());
        claims.setAudience(AUDIENCE);
        claims.setSubject("ada");
        claims.setExpirationTime(seconds(now.plusSeconds(LIFE_SECONDS)));
        claims.setClaim("tenant_id", tenant.toString());
        claims.setStringListClaim("scope", List.of(scopes));
        return claims;
    }

    public static NumericDate seconds(Instant at) {
        return NumericDate.fromSeconds(at.getEpochSecond());
    }

    /** With RS256. */
    public String sign(JwtClaims claims) {
        return sign(claims, AlgorithmIdentifiers.RSA_USING_SHA256, rsa.getPrivateKey());
    }

    /** With ES256. */
    public String signByCurve(JwtClaims claims) {
        return sign(
                claims,
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                ec.getPrivateKey(),
                String.valueOf(ec.getKeyId()));
    }

    /** Under the id of the RSA key, with whatever algorithm and key. */
    public String sign(JwtClaims claims, String algorithm, Key key) {
        return sign(claims, algorithm, key, String.valueOf(rsa.getKeyId()));
    }

    private static String sign(JwtClaims claims, String algorithm, Key key, String id) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKeyIdHeaderValue(id);
        jws.setKey(key);
        jws.setDoKeyValidation(false);
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public Key rsaPrivateKey() {
        return rsa.getPrivateKey();
    }

    /** What everybody can know. */
    public Key rsaPublicKey() {
        return rsa.getPublicKey();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void discover(HttpExchange call) throws IOException {
        answer(call, "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(name, url()));
    }

    private void keys(HttpExchange call) throws IOException {
        asked.incrementAndGet();
        var keys = new JsonWebKeySet(Stream.of(rsa, ec).toList());
        answer(call, keys.toJson());
    }

    private void answer(HttpExchange call, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        try (call) {
            call.sendResponseHeaders(isAway ? 500 : 200, body.length);
            call.getResponseBody().write(body);
        }
    }

    private static PublicJsonWebKey newRsa() {
        try {
            return named(RsaJwkGenerator.generateJwk(RSA_BITS));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey newEc() {
        try {
            return named(EcJwkGenerator.generateJwk(EllipticCurves.P256));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key) {
        key.setKeyId(UUID.randomUUID().toString());
        return key;
    }
}
