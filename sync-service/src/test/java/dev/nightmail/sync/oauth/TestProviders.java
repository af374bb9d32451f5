package dev.nightmail.sync.oauth;

import java.util.Map;
import java.util.Optional;

/** Providers as an operator would configure them, by name. */
public record TestProviders(Map<String, Provider> providers) implements OAuthConfig {

    public TestProviders {
        providers = Map.copyOf(providers);
    }

    @Override
    public Optional<String> callbackUrl() {
        return Optional.empty();
    }

    @Override
    public Optional<String> returnUrl() {
        return Optional.empty();
    }
}
