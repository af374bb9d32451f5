package dev.nightmail.common.system;

import dev.nightmail.common.id.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * What is called.
 *
 * @param target path with query, as it stands in the request line
 * @param digest SHA-256 of the body, in lower case hexadecimal
 */
record SignedCall(String method, String target, String digest) {

    static SignedCall of(String method, String target, byte[] body) {
        return new SignedCall(method, target, Sha256.hex(body));
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
}
