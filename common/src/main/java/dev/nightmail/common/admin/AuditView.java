package dev.nightmail.common.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What was done, when, to what and by whom. */
@RegisterForReflection
record AuditView(
        UUID id,
        Instant at,
        String action,
        String entity,
        String actor,
        boolean critical,
        Map<String, Object> details) {

    /** Some of them, the latest first; {@code next} is the {@code after} of the rest. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<AuditView> items, Optional<UUID> next) {}
}
