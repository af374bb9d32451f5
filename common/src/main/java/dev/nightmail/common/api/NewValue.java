package dev.nightmail.common.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What a setting is to be from now on, and why. */
@RegisterForReflection
record NewValue(
        @NotBlank @Size(max = 1000) String value, @NotBlank @Size(max = 500) String reason) {}
