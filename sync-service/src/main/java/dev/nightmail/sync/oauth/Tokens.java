package dev.nightmail.sync.oauth;

import java.time.Duration;
import java.util.Optional;

/**
 * What an issuer has given; never printed.
 *
 * @param refresh empty when the one before stays valid
 */
public record Tokens(String access, Optional<String> refresh, Duration life) {

    @Override
    public String toString() {
        return "Tokens[redacted]";
    }
}
