package dev.nightmail.mail.forward;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash under secrets that are replaced over time: the first signs, all verify. */
final class RotatingMac {

    private final String algorithm;
    private final List<SecretKeySpec> keys;

    /**
     * @param algorithm as {@link Mac} knows it
     * @param secrets at least one
     */
    RotatingMac(String algorithm, List<byte[]> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("There is no secret");
        }
        this.algorithm = algorithm;
        this.keys = secrets.stream().map(secret -> new SecretKeySpec(secret, algorithm)).toList();
    }

    byte[] sign(String text) {
        return hash(keys.getFirst(), text);
    }

    /** What the text may be signed with. */
    Stream<byte[]> accepted(String text) {
        return keys.stream().map(key -> hash(key, text));
    }

    private byte[] hash(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A text cannot be signed", e);
        }
    }
}
