package dev.nightmail.common.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightmail.common.security.ApiKeyRepository.StoredKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the API shows of a key; never the key.
 *
 * @param lastUsedAt to the minute
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record KeyView(
        UUID id,
        String name,
        Set<String> scopes,
        String madeBy,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    /** A new key; the only time that it is seen. */
    @RegisterForReflection
    record Made(UUID id, String key) {}

    /** Some keys of a tenant, the latest first; {@code next} is the {@code after} of the rest. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<KeyView> items, Optional<UUID> next) {}

    static KeyView of(StoredKey key) {
        return new KeyView(
                key.id(),
                key.name(),
                key.scopes().sorted(),
                key.madeBy(),
                key.createdAt(),
                key.times().expiresAt(),
                key.times().lastUsedAt(),
                key.times().revokedAt());
    }
}
