package dev.nightmail.sync.oauth;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * An issuer, all of it known.
 *
 * @param more parameters for the page of consent that this issuer wants besides
 */
public record Issuer(
        String name,
        Client client,
        Endpoints endpoints,
        Servers servers,
        Map<String, String> more) {

    /** As whom we are registered. */
    public record Client(String id, Optional<String> secret, String scopes) {

        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /** Where people consent, and where tokens come from. */
    public record Endpoints(String authorization, URI token) {}

    /** The mail servers that believe it. */
    public record Servers(String imapHost, int imapPort, String smtpHost, int smtpPort) {

        public String smtpTls() {
            return smtpPort == SUBMISSION ? "starttls" : "implicit";
        }
    }

    private static final int SUBMISSION = 587;
}
