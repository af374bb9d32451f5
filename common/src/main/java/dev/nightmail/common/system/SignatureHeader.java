package dev.nightmail.common.system;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code v1 t=1795384800,n=4f1c…,s=9a0b…}: the version, seconds since 1970, a nonce of 16 to 64
 * letters, digits, hyphens and underscores, and the signature in lower case hexadecimal.
 */
record SignatureHeader(long time, String nonce, String signature) {

    static final String NAME = "X-Internal-Signature";
    static final String VERSION = "v1";

    private static final Pattern FORM =
            Pattern.compile(
                    VERSION
                            + " t=(?<t>0|[1-9][0-9]{0,10}),n=(?<n>[A-Za-z0-9_-]{16,64}),s=(?<s>[0-9a-f]{64})");

    /** Empty when it has another form. */
    static Optional<SignatureHeader> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new SignatureHeader(
                        Long.parseLong(parts.group("t")), parts.group("n"), parts.group("s")));
    }
}
