package dev.nightmail.sync.mailbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * A mass deletion on the server that is not followed yet.
 *
 * @param messages that are in no mailbox any more, and are shown as before
 * @param confirmed whether the next sync lets them go
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record WithheldView(long messages, Optional<Instant> since, boolean confirmed) {}
