package dev.nightmail.sync.consent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nightmail.common.id.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody can guess, and what is told of them beforehand (RFC 7636, section 4). */
final class Pkce {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Pkce() {}

    /** 43 characters that need no escape in an address. */
    static String newSecret() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(verifier));
    }

    /** SHA-256. */
    static byte[] hash(String text) {
        return Sha256.of(text.getBytes(US_ASCII));
    }
}
