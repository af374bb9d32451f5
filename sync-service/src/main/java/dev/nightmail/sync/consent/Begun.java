package dev.nightmail.sync.consent;

import java.util.UUID;

/**
 * A log-in at an issuer that somebody has begun.
 *
 * @param verifier proves to the issuer that who has begun also ends it
 */
record Begun(UUID tenant, String actor, ConsentForm form, String verifier) {

    @Override
    public String toString() {
        return "Begun[redacted]";
    }
}
