package dev.nightmail.common.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whose tokens open the API; nobody's unless configured. */
@ConfigMapping(prefix = "nightmail.oidc")
public interface OidcConfig {

    /** In the clear only within this machine. */
    String URL = "https://.+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?(/.*)?";

    /** By a name of the operator's choice, which stands in actors. */
    Map<@Pattern(regexp = "[a-z][a-z0-9-]{0,30}") String, @Valid Issuer> issuers();

    /** One whose tokens are trusted. */
    interface Issuer {

        /** As in the {@code iss} of its tokens, letter by letter. */
        @Pattern(regexp = URL)
        String url();

        /** Where its keys are; without it, its discovery document says so. */
        Optional<@Pattern(regexp = URL) String> jwksUrl();

        /** What the {@code aud} of its tokens must have. */
        @NotBlank
        String audience();

        /** Which claim names the tenant, by id. */
        @WithDefault("tenant_id")
        String tenantClaim();

        /** Which claim lists scopes: one text with spaces, or a list. */
        @WithDefault("scope")
        String scopeClaim();

        /** For which tenants it may speak; without it, for all but {@code operators}. */
        Optional<Set<UUID>> tenants();
    }
}
