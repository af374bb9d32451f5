package dev.nightmail.common.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What a setting is to be from now on, and why. */
@RegisterForReflection
record NewValue(
        @NotBlank @Size(max = 1000) @Pattern(regexp = ONE_LINE, message = NOT_ONE_LINE)
                String value,
        @NotBlank @Size(max = 500) @Pattern(regexp = ONE_LINE, message = NOT_ONE_LINE)
                String reason) {

    static final String ONE_LINE = "\\P{Cc}*";
    static final String NOT_ONE_LINE = "must be one line without control characters";
}
