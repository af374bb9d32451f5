package dev.nightmail.common.oidc;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.time.Monotonic;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;

/** Finds out of whom a token speaks. */
@Singleton
public class Tokens {

    private final Map<String, TrustedIssuer> byUrl;
    private final InstantSource clock;

    public Tokens(OidcConfig config, InstantSource clock, Monotonic time) {
        this.clock = clock;
        this.byUrl =
                config.issuers().entrySet().stream()
                        .map(issuer -> trusted(issuer.getKey(), issuer.getValue(), time))
                        .collect(Collectors.toMap(TrustedIssuer::url, Function.identity()));
    }

    private static TrustedIssuer trusted(String name, OidcConfig.Issuer config, Monotonic time) {
        var client = new IssuerClient(config);
        return new TrustedIssuer(name, config, new IssuerKeys(name, client::fetchKeys, time));
    }

    /**
     * Empty when the token is not valid, for whatever reason.
     *
     * @throws Problem 503 when that cannot be said, because its issuer cannot be asked
     */
    public Optional<Subject> find(String token) {
        if (byUrl.isEmpty()) {
            return Optional.empty();
        }
        try {
            return JsonWebStructure.fromCompactSerialization(token) instanceof JsonWebSignature jws
                    ? issuer(jws).flatMap(issuer -> issuer.verify(token, jws, clock.instant()))
                    : Optional.empty();
        } catch (JoseException
                | InvalidJwtException
                | MalformedClaimException
                | ClassCastException e) {
            // The last one of a header that is no text.
            return Optional.empty();
        }
    }

    /** As the token says; whether that is true is to be seen. */
    private Optional<TrustedIssuer> issuer(JsonWebSignature jws)
            throws JoseException, InvalidJwtException, MalformedClaimException {
        var claims = JwtClaims.parse(jws.getUnverifiedPayload());
        return Optional.ofNullable(claims.getIssuer()).map(byUrl::get);
    }
}
