package dev.nightmail.common.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The wish to cancel a job.
 *
 * @param reason stands with the attempt for as long as that is kept
 */
@RegisterForReflection
record Cancellation(
        Optional<
                        @Size(max = 200)
                        @Pattern(
                                regexp = "\\P{Cc}*",
                                message = "must be one line without control characters")
                        String>
                reason) {}
