package dev.nightmail.mail.forward;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * What a forward carries so that we know it when it comes back to the same alias. It is signed:
 * nobody who does not receive the alias's mail can make others' mail look like a loop.
 */
final class LoopToken {

    static final String FIELD = "X-Nightmail-Loop";

    /** In octets. */
    private static final int LENGTH = 16;

    private final RotatingMac mac;

    /**
     * @param secrets the first signs, all verify
     */
    LoopToken(List<byte[]> secrets) {
        this.mac = new RotatingMac("HmacSHA256", secrets);
    }

    String of(String alias) {
        return encode(mac.sign(text(alias)));
    }

    boolean isOf(String alias, String token) {
        var claimed = token.getBytes(StandardCharsets.ISO_8859_1);
        return mac.accepted(text(alias))
                .map(hash -> encode(hash).getBytes(StandardCharsets.ISO_8859_1))
                .anyMatch(right -> MessageDigest.isEqual(right, claimed));
    }

    private static String text(String alias) {
        return "loop " + alias.toLowerCase(Locale.ROOT);
    }

    private static String encode(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, LENGTH));
    }
}
