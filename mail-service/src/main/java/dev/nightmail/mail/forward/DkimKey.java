package dev.nightmail.mail.forward;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.regex.Pattern;

/**
 * A key that a domain has published below {@code selector._domainkey}.
 *
 * @param secret of RSA, at least 1024 bits (RFC 8301), or of Ed25519 (RFC 8463)
 */
record DkimKey(String domain, String selector, PrivateKey secret) {

    private static final Pattern LABELS =
            Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");

    DkimKey {
        if (!LABELS.matcher(domain).matches() || !LABELS.matcher(selector).matches()) {
            throw new IllegalArgumentException("Neither a domain nor a selector looks like this");
        }
    }

    /** RFC 6376, section 3.3. */
    String algorithm() {
        return isRsa() ? "rsa-sha256" : "ed25519-sha256";
    }

    /** Ed25519 signs the digest of what RSA signs (RFC 8463, section 3). */
    byte[] sign(byte[] input) {
        try {
            var signature = Signature.getInstance(isRsa() ? "SHA256withRSA" : "Ed25519");
            signature.initSign(secret);
            signature.update(isRsa() ? input : MessageDigest.getInstance("SHA-256").digest(input));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A message cannot be signed", e);
        }
    }

    private boolean isRsa() {
        return secret.getAlgorithm().equals("RSA");
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "DkimKey[" + selector + "._domainkey." + domain + "]";
    }
}
