package dev.nightmail.sync.oauth;

import dev.nightmail.common.setting.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;

/** Which issuers vouch for mail accounts; none unless configured. */
@ConfigMapping(prefix = "nightmail.oauth")
public interface OAuthConfig {

    /** In the clear only within this machine. */
    String URL = "https://[^\\s?#]+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?(/[^\\s?#]*)?";

    /**
     * Where issuers send people back to: the address under which the world reaches {@code
     * /api/oauth/callback}, as it is registered with them.
     */
    Optional<@Pattern(regexp = URL) String> callbackUrl();

    /**
     * Where people are sent on to afterwards, with {@code account} as a parameter; without it they
     * read one line.
     */
    Optional<@Pattern(regexp = URL) String> returnUrl();

    /**
     * By the name that tenants choose. What is left out is known of {@code gmail} and {@code
     * microsoft}, and needed of all others.
     */
    Map<@Pattern(regexp = "[a-z][a-z0-9-]{0,30}") String, @Valid Provider> providers();

    /** One issuer and the mail servers that believe it. */
    interface Provider {

        /** As registered with the issuer. */
        @NotBlank
        String clientId();

        /** As registered with the issuer; without it, the client is a public one. */
        @Secret
        Optional<String> clientSecret();

        /** Where people consent. */
        Optional<@Pattern(regexp = URL) String> authorizationUrl();

        /** Where tokens come from. */
        Optional<@Pattern(regexp = URL) String> tokenUrl();

        /** What is asked for, separated by spaces. */
        Optional<String> scopes();

        /** Host of the IMAP server. */
        Optional<String> imapHost();

        /** Port of the IMAP server, with TLS from the first byte. */
        @WithDefault("993")
        @Min(1)
        @Max(65535)
        int imapPort();

        /** Host of the SMTP server. */
        Optional<String> smtpHost();

        /** Port of the SMTP server: 587 with STARTTLS, others with TLS from the first byte. */
        @WithDefault("465")
        @Min(1)
        @Max(65535)
        int smtpPort();
    }
}
