package dev.nightmail.mail.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/** What a person has found out about an uncertain message. */
@RegisterForReflection
record Resolution(@NotNull Outcome outcome) {

    /** Whether the server has it. */
    @RegisterForReflection
    enum Outcome {
        @JsonProperty("sent")
        SENT("sent"),
        @JsonProperty("not-sent")
        NOT_SENT("not-sent");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
