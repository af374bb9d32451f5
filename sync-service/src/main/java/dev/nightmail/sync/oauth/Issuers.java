package dev.nightmail.sync.oauth;

import dev.nightmail.sync.oauth.Issuer.Client;
import dev.nightmail.sync.oauth.Issuer.Endpoints;
import dev.nightmail.sync.oauth.Issuer.Servers;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The issuers that the operator has configured, completed by what is known of two of them. */
@Singleton
public class Issuers {

    /** Without these Google gives no refresh token, or only the first time. */
    private static final Map<String, String> OFFLINE =
            Map.of("access_type", "offline", "prompt", "consent");

    private final OAuthConfig config;

    public Issuers(OAuthConfig config) {
        this.config = config;
    }

    /**
     * Empty when the operator has not configured it.
     *
     * @throws IllegalStateException when it lacks something that is not known of itself
     */
    public Optional<Issuer> find(String name) {
        return Optional.ofNullable(config.providers().get(name))
                .map(given -> complete(name, given));
    }

    private static Issuer complete(String name, OAuthConfig.Provider given) {
        return switch (name) {
            case "gmail" ->
                    issuer(
                            name,
                            given,
                            new Known(
                                    "https://accounts.google.com/o/oauth2/v2/auth",
                                    "https://oauth2.googleapis.com/token",
                                    "https://mail.google.com/",
                                    new Servers("imap.gmail.com", 993, "smtp.gmail.com", 465)));
            case "microsoft" ->
                    issuer(
                            name,
                            given,
                            new Known(
                                    "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
                                    "https://login.microsoftonline.com/common/oauth2/v2.0/token",
                                    "offline_access"
                                            + " https://outlook.office.com/IMAP.AccessAsUser.All"
                                            + " https://outlook.office.com/SMTP.Send",
                                    new Servers(
                                            "outlook.office365.com",
                                            993,
                                            "smtp.office365.com",
                                            587)));
            default -> issuer(name, given, new Known("", "", "", new Servers("", 0, "", 0)));
        };
    }

    /** What need not be configured; empty texts must be. */
    private record Known(String authorization, String token, String scopes, Servers servers) {}

    private static Issuer issuer(String name, OAuthConfig.Provider given, Known known) {
        return new Issuer(
                name,
                new Client(
                        given.clientId(),
                        given.clientSecret(),
                        needed(name, "scopes", given.scopes().orElse(known.scopes()))),
                new Endpoints(
                        needed(
                                name,
                                "authorization-url",
                                given.authorizationUrl().orElse(known.authorization())),
                        URI.create(
                                needed(name, "token-url", given.tokenUrl().orElse(known.token())))),
                servers(name, given, known.servers()),
                name.equals("gmail") ? OFFLINE : Map.of());
    }

    private static Servers servers(String name, OAuthConfig.Provider given, Servers known) {
        return new Servers(
                needed(name, "imap-host", given.imapHost().orElse(known.imapHost())),
                given.imapHost().isPresent()
                        ? given.imapPort()
                        : orElse(known.imapPort(), given.imapPort()),
                needed(name, "smtp-host", given.smtpHost().orElse(known.smtpHost())),
                given.smtpHost().isPresent()
                        ? given.smtpPort()
                        : orElse(known.smtpPort(), given.smtpPort()));
    }

    private static int orElse(int known, int given) {
        return known > 0 ? known : given;
    }

    private static String needed(String name, String key, String value) {
        if (value.isEmpty()) {
            throw new IllegalStateException(
                    "Set nightmail.oauth.providers.%s.%s".formatted(name, key));
        }
        return value;
    }
}
