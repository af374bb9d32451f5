package dev.nightmail.sync.oauth;

import java.util.Optional;

/** A provider as an operator would configure it; what can be known is known. */
record TestProvider(Optional<String> tokenUrl) implements OAuthConfig.Provider {

    @Override
    public String clientId() {
        return "nightmail";
    }

    @Override
    public Optional<String> clientSecret() {
        return Optional.of("client-secret");
    }

    @Override
    public Optional<String> authorizationUrl() {
        return tokenUrl.map(_ -> "https://issuer.example/consent");
    }

    @Override
    public Optional<String> scopes() {
        return tokenUrl.map(_ -> "mail");
    }

    @Override
    public Optional<String> imapHost() {
        return tokenUrl.map(_ -> "localhost");
    }

    @Override
    public int imapPort() {
        return 993;
    }

    @Override
    public Optional<String> smtpHost() {
        return tokenUrl.map(_ -> "localhost");
    }

    @Override
    public int smtpPort() {
        return 465;
    }
}
