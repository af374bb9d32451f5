package dev.nightmail.common.system;

import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Knows a call of somebody who has one of the two secrets: HMAC-SHA256 (RFC 2104) over what is
 * called, when, with what body, and a nonce. Each call counts once.
 */
@Singleton
class Signatures {

    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(Signatures.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;

    /** How far the clocks of two processes may be apart for a nonce to be known to both. */
    private static final Duration APART = Duration.ofMinutes(10);

    private final List<byte[]> secrets;
    private final NonceRepository nonces;
    private final Sql sql;
    private final InstantSource clock;

    /**
     * @throws IllegalArgumentException that names the setting, when a secret is too short
     */
    Signatures(SystemConfig config, NonceRepository nonces, Sql sql, InstantSource clock) {
        this.secrets =
                Stream.of(
                                bytes("nightmail.system.secret", config.secret()),
                                bytes("nightmail.system.previous-secret", config.previousSecret()))
                        .flatMap(Optional::stream)
                        .toList();
        this.nonces = nonces;
        this.sql = sql;
        this.clock = clock;
    }

    private static Optional<byte[]> bytes(String setting, Optional<String> secret) {
        var bytes = secret.map(text -> text.getBytes(StandardCharsets.UTF_8));
        bytes.filter(some -> some.length < SHORTEST)
                .ifPresent(some -> {
                    throw new IllegalArgumentException(
                            "%s has %d bytes, and needs %d at least"
                                    .formatted(setting, some.length, SHORTEST));
                });
        return bytes;
    }

    /** A secret that is too short stops the start, rather than the first call. */
    void look(@Observes StartupEvent event) {
        if (secrets.isEmpty()) {
            LOG.debug("There is no nightmail.system.secret: signed calls are refused");
        }
    }

    /**
     * Returns when the call is signed, in time and new; commits that it was there.
     *
     * @throws Problem the same one, whatever is wrong
     */
    void check(SignedCall call, String header) {
        refusal(call, header)
                .ifPresent(why -> {
                    LOG.infof("A signed call is refused: %s", why);
                    throw Problem.unsigned();
                });
    }

    private Optional<String> refusal(SignedCall call, String text) {
        if (secrets.isEmpty()) {
            return Optional.of("no nightmail.system.secret is set here");
        }
        var header = SignatureHeader.parse(text);
        if (header.isEmpty()) {
            return Optional.of("the header has another form");
        }
        var signed = Instant.ofEpochSecond(header.get().time());
        if (Duration.between(signed, clock.instant()).abs().compareTo(WINDOW) > 0) {
            return Optional.of("its time is not within five minutes of ours");
        }
        if (!isOurs(call, header.get())) {
            return Optional.of("the signature is none of ours for this call");
        }
        return isNew(header.get().nonce(), signed)
                ? Optional.empty()
                : Optional.of("its nonce was used before");
    }

    /** Looks at both secrets, whichever it is, so that the time that it takes tells nothing. */
    private boolean isOurs(SignedCall call, SignatureHeader header) {
        var claimed = HexFormat.of().parseHex(header.signature());
        boolean isOurs = false;
        for (var secret : secrets) {
            isOurs |= MessageDigest.isEqual(sign(secret, call.text(header)), claimed);
        }
        return isOurs;
    }

    private boolean isNew(String nonce, Instant signed) {
        return sql.transaction(
                Access.machinery(),
                () -> {
                    nonces.prune(clock.instant());
                    return nonces.addIfNew(nonce, signed.plus(WINDOW).plus(APART));
                });
    }

    private static byte[] sign(byte[] secret, byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
