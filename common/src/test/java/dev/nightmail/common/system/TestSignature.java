package dev.nightmail.common.system;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs calls as a caller does that knows the documentation only, and none of our classes.
 *
 * @param time in seconds since 1970
 */
public record TestSignature(String secret, long time, String nonce) {

    /** What services under test are told. */
    public static final String SECRET = "a secret of the tests, which has 40 bytes";

    /** With a fresh nonce. */
    public static TestSignature at(long time) {
        return new TestSignature(SECRET, time, UUID.randomUUID().toString());
    }

    public TestSignature with(String other) {
        return new TestSignature(other, time, nonce);
    }

    /** The value of the header. */
    public String of(String method, String target, String body) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(StandardCharsets.UTF_8));
            var text =
                    "v1\n%s\n%s\n%d\n%s\n%s"
                            .formatted(
                                    method, target, time, nonce, HexFormat.of().formatHex(digest));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            var signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return "v1 t=%d,n=%s,s=%s".formatted(time, nonce, HexFormat.of().formatHex(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
