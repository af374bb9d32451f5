package dev.nightmail.common.admin;

import dev.nightmail.common.security.Keys;
import dev.nightmail.common.security.Scopes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A key that is asked for.
 *
 * @param name by which people know it; no secret
 * @param scopes what it may do; those of its maker at most
 * @param expiresAt from then on it opens nothing
 */
@RegisterForReflection
record KeyForm(
        @NotNull
                @Size(min = 1, max = 200)
                @Pattern(
                        regexp = "\\P{Cc}*",
                        message = "must be one line without control characters")
                String name,
        @NotEmpty @Size(max = 50) List<@NotNull @Size(max = 50) String> scopes,
        Optional<Instant> expiresAt) {

    Keys.Wish toWish() {
        return new Keys.Wish(name, Scopes.of(scopes), expiresAt);
    }
}
