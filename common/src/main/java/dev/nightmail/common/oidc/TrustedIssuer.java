package dev.nightmail.common.oidc;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Decides what a token of this issuer says, if it is one. */
final class TrustedIssuer {

    /** Neither none nor those with a shared secret, for which a public key could be taken. */
    private static final Set<String> ALGORITHMS =
            Set.of(
                    AlgorithmIdentifiers.RSA_USING_SHA256,
                    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._|-]{1,100}");
    private static final int SKEW_SECONDS = 30;
    private static final int DIGEST_LENGTH = 32;

    private final String name;
    private final OidcConfig.Issuer config;
    private final IssuerKeys keys;

    TrustedIssuer(String name, OidcConfig.Issuer config, IssuerKeys keys) {
        this.name = name;
        this.config = config;
        this.keys = keys;
    }

    String url() {
        return config.url();
    }

    /** Empty when the token is not valid. */
    Optional<Subject> verify(String token, JsonWebSignature parsed, Instant now) {
        var keyId = Optional.ofNullable(parsed.getKeyIdHeaderValue());
        var algorithm = Optional.ofNullable(parsed.getAlgorithmHeaderValue());
        if (algorithm.filter(ALGORITHMS::contains).isEmpty() || keyId.isEmpty()) {
            return Optional.empty();
        }
        return keys.find(keyId.get()).flatMap(key -> verify(token, key, now));
    }

    private Optional<Subject> verify(String token, Key key, Instant now) {
        var consumer =
                new JwtConsumerBuilder()
                        .setVerificationKey(key)
                        .setJwsAlgorithmConstraints(
                                new AlgorithmConstraints(
                                        ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new)))
                        .setExpectedIssuer(config.url())
                        .setExpectedAudience(config.audience())
                        .setRequireExpirationTime()
                        .setRequireSubject()
                        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                        .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                        .build();
        try {
            var claims = consumer.processToClaims(token);
            var actor = "sub:" + name + ":" + masked(claims.getSubject());
            return tenant(claims).map(tenant -> new Subject(tenant, actor, scopes(claims)));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private Optional<UUID> tenant(JwtClaims claims) {
        try {
            return Optional.ofNullable(claims.getClaimValue(config.tenantClaim()))
                    .map(value -> UUID.fromString(value.toString()))
                    .filter(this::maySpeakFor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** For operators only one that is named for them. */
    private boolean maySpeakFor(UUID tenant) {
        return config.tenants()
                .map(named -> named.contains(tenant))
                .orElse(!tenant.equals(Ids.NIL));
    }

    private Set<String> scopes(JwtClaims claims) {
        var listed =
                switch (claims.getClaimValue(config.scopeClaim())) {
                    case String text -> Stream.of(text.split(" "));
                    case Collection<?> several -> several.stream().map(String::valueOf);
                    case null, default -> Stream.<String>empty();
                };
        return listed.collect(Collectors.toSet());
    }

    /** Some issuers take addresses as subjects. */
    private static String masked(String subject) {
        if (PLAIN.matcher(subject).matches()) {
            return subject;
        }
        return Sha256.hex(subject.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_LENGTH);
    }
}
