package dev.nightmail.common.system;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is called.
 *
 * @param target path with query, as it stands in the request line
 * @param digest SHA-256 of the body, in lower case hexadecimal
 */
record SignedCall(String method, String target, String digest) {

    static SignedCall of(String method, String target, byte[] body) {
        return new SignedCall(method, target, digest(body));
    }

    /** What is signed: six lines, the last of which has no end. */
    byte[] text(SignatureHeader header) {
        return String.join(
                        "\n",
                        SignatureHeader.VERSION,
                        method,
                        target,
                        Long.toString(header.time()),
                        header.nonce(),
                        digest)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
