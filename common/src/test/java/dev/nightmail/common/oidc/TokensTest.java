package dev.nightmail.common.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.testkit.SetTime;
import dev.nightmail.common.testkit.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which tokens are believed. */
@Tag("P2")
class TokensTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final TestIssuer issuer = new TestIssuer(0);
    private final TestIssuer other = new TestIssuer(0);
    private final SetTime time = new SetTime();
    private final UUID tenant = UUID.randomUUID();
    private final Tokens tokens = tokens(Optional.empty());

    private record Config(Map<String, Issuer> issuers) implements OidcConfig {}

    private record Trusted(String url, Optional<String> jwksUrl, Optional<Set<UUID>> tenants)
            implements OidcConfig.Issuer {

        @Override
        public String audience() {
            return TestIssuer.AUDIENCE;
        }

        @Override
        public String tenantClaim() {
            return "tenant_id";
        }

        @Override
        public String scopeClaim() {
            return "scope";
        }
    }

    @AfterEach
    void stop() {
        issuer.close();
        other.close();
    }

    @Test
    void tokenOfATrustedIssuerSaysWhoCallsAndWhatHeMay() {
        var claims = issuer.claims(tenant, NOW, "jobs:read", "profile");
        var expected = new Subject(tenant, "sub:corp:ada", Set.of("jobs:read", "profile"));

        assertThat(tokens.find(issuer.sign(claims))).contains(expected);
        assertThat(tokens.find(issuer.signByCurve(claims))).contains(expected);
        claims.setClaim("scope", "jobs:read profile");
        assertThat(tokens.find(issuer.sign(claims))).contains(expected);
    }

    @Test
    void eachOfSeveralIssuersSpeaksOnlyWithItsOwnKeys() {
        var theirs = other.claims(tenant, NOW);

        assertThat(tokens.find(other.sign(theirs))).map(Subject::actor).contains("sub:partner:ada");
        theirs.setIssuer(issuer.url());
        assertThat(tokens.find(other.sign(theirs))).isEmpty();
    }

    @Test
    void tokenThatIsNotForUsOrNotForNowIsRefused() {
        assertRefused(claims -> claims.setAudience("another"));
        assertRefused(claims -> claims.unsetClaim("aud"));
        assertRefused(claims -> claims.setIssuer("https://nobody.example"));
        assertRefused(claims -> claims.unsetClaim("iss"));
        assertRefused(claims -> claims.unsetClaim("exp"));
        assertRefused(claims -> claims.unsetClaim("sub"));
        assertRefused(claims -> claims.setExpirationTime(TestIssuer.seconds(NOW.minusSeconds(31))));
        assertRefused(claims -> claims.setNotBefore(TestIssuer.seconds(NOW.plusSeconds(31))));
        assertAccepted(
                claims -> claims.setExpirationTime(TestIssuer.seconds(NOW.minusSeconds(29))));
        assertAccepted(claims -> claims.setNotBefore(TestIssuer.seconds(NOW.plusSeconds(29))));
    }

    @Test
    void tokenWithoutATenantOrForOneThatIsNotTheIssuersIsRefused() {
        assertRefused(claims -> claims.unsetClaim("tenant_id"));
        assertRefused(claims -> claims.setClaim("tenant_id", "acme"));
        var limited = tokens(Optional.of(Set.of(UUID.randomUUID())));
        var token = issuer.sign(issuer.claims(tenant, NOW));

        assertThat(limited.find(token)).isEmpty();
        assertThat(tokens(Optional.of(Set.of(tenant))).find(token)).isPresent();
    }

    @Test
    void headerThatIsNoTextIsRefused() {
        var parts = issuer.sign(issuer.claims(tenant, NOW)).split("\\.", -1);

        for (var header :
                List.of(
                        "{\"alg\":\"RS256\",\"kid\":5}",
                        "{\"alg\":5,\"kid\":\"a\"}",
                        "{\"alg\":[\"RS256\"],\"kid\":{}}")) {
            var encoded =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(header.getBytes(StandardCharsets.UTF_8));
            assertThat(tokens.find(encoded + "." + parts[1] + "." + parts[2])).isEmpty();
        }
    }

    @Test
    void forOperatorsSpeaksOnlyAnIssuerThatIsNamedForThem() {
        var token = issuer.sign(issuer.claims(Ids.NIL, NOW));

        assertThat(tokens(Optional.empty()).find(token)).isEmpty();
        assertThat(tokens(Optional.of(Set.of(Ids.NIL))).find(token)).isPresent();
    }

    @Test
    void tokenWhoseSignatureProvesNothingIsRefused() {
        var claims = issuer.claims(tenant, NOW);
        var good = issuer.sign(claims);
        var publicBytes = new HmacKey(issuer.rsaPublicKey().getEncoded());
        claims.setSubject("eve");
        var parts = good.split("\\.", -1);
        var evil = issuer.sign(claims).split("\\.", -1);

        assertThat(tokens.find(good)).isPresent();
        assertThat(tokens.find(parts[0] + "." + evil[1] + "." + parts[2])).isEmpty();
        assertThat(tokens.find(parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.find(issuer.sign(claims, AlgorithmIdentifiers.HMAC_SHA256, publicBytes)))
                .isEmpty();
        assertThat(
                        tokens.find(
                                issuer.sign(
                                        claims,
                                        AlgorithmIdentifiers.RSA_USING_SHA512,
                                        issuer.rsaPrivateKey())))
                .isEmpty();
        assertThat(tokens.find(unsigned(claims))).isEmpty();
        assertThat(tokens.find("nonsense")).isEmpty();
        assertThat(tokens.find("a.b.c")).isEmpty();
        assertThat(tokens.find("a.b.c.d.e")).isEmpty();
    }

    @Test
    void newKeyIsFoundAndTheIssuerIsNotAskedMoreOftenThanTwiceAMinute() {
        assertThat(tokens.find(issuer.sign(issuer.claims(tenant, NOW)))).isPresent();
        issuer.rotate();
        var fresh = issuer.sign(issuer.claims(tenant, NOW));

        time.advance(PAUSE.minusMillis(1));
        assertThat(tokens.find(fresh)).isEmpty();
        assertThat(issuer.asked).hasValue(1);
        time.advance(Duration.ofMillis(1));
        assertThat(tokens.find(fresh)).isPresent();
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void keyThatTheIssuerTookBackIsForgottenWithinTenMinutes() {
        var old = issuer.sign(issuer.claims(tenant, NOW));
        assertThat(tokens.find(old)).isPresent();
        issuer.rotate();

        time.advance(Duration.ofMinutes(10));

        assertThat(tokens.find(old)).isEmpty();
    }

    @Test
    @Tag("A5")
    void whileTheIssuerIsAwayKnownKeysGoOnAndOthersAreNotCalledWrong() {
        var known = issuer.sign(issuer.claims(tenant, NOW));
        assertThat(tokens.find(known)).isPresent();
        issuer.rotate();
        var fresh = issuer.sign(issuer.claims(tenant, NOW));
        issuer.isAway = true;
        time.advance(Duration.ofMinutes(10));

        assertThat(tokens.find(known)).isPresent();
        assertIssuerIsAway(fresh);
        issuer.isAway = false;
        assertIssuerIsAway(fresh);
        time.advance(PAUSE);
        assertThat(tokens.find(fresh)).isPresent();
    }

    @Test
    void discoveryDocumentOfAnotherIssuerIsNotBelieved() {
        issuer.name = other.url();

        assertIssuerIsAway(issuer.sign(issuer.claims(tenant, NOW)));
    }

    @Test
    void subjectThatIsAnAddressIsNotToBeSeen() {
        var claims = issuer.claims(tenant, NOW);
        claims.setSubject("ada@example.com");

        assertThat(tokens.find(issuer.sign(claims)).orElseThrow().actor())
                .matches("sub:corp:[0-9a-f]{32}");
    }

    @Test
    void nobodyIsTrustedUnlessConfigured() {
        var none = new Tokens(new Config(Map.of()), InstantSource.fixed(NOW), time);

        assertThat(none.find(issuer.sign(issuer.claims(tenant, NOW)))).isEmpty();
    }

    private Tokens tokens(Optional<Set<UUID>> tenants) {
        var keys = Optional.of(other.url() + "/keys");
        var config =
                new Config(
                        Map.of(
                                "corp", new Trusted(issuer.url(), Optional.empty(), tenants),
                                "partner", new Trusted(other.url(), keys, Optional.empty())));
        return new Tokens(config, InstantSource.fixed(NOW), time);
    }

    private void assertRefused(Consumer<JwtClaims> change) {
        assertThat(findChanged(change)).isEmpty();
    }

    private void assertAccepted(Consumer<JwtClaims> change) {
        assertThat(findChanged(change)).isPresent();
    }

    private Optional<Subject> findChanged(Consumer<JwtClaims> change) {
        var claims = issuer.claims(tenant, NOW);
        change.accept(claims);
        return tokens.find(issuer.sign(claims));
    }

    private void assertIssuerIsAway(String token) {
        assertThatThrownBy(() -> tokens.find(token))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("try again soon");
    }

    private String unsigned(JwtClaims claims) {
        var rsa = issuer.rsaPrivateKey();
        var signed =
                issuer.sign(claims, AlgorithmIdentifiers.RSA_USING_SHA256, rsa).split("\\.", -1);
        var header = "{\"alg\":\"none\"}".getBytes(UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header)
                + "."
                + signed[1]
                + ".";
    }
}
