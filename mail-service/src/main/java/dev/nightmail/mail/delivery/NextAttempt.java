package dev.nightmail.mail.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * What a message waits for.
 *
 * @param state of its job: available, running, retryable or scheduled
 * @param reason why the job is held, such as {@code uncertain}
 * @param at when it is due; empty while a person has to decide
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record NextAttempt(String state, Optional<String> reason, Optional<Instant> at) {}
