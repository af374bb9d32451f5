package dev.nightmail.sync.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightmail.common.problem.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How much of each mailbox is taken of what was there before the account: the newest so many
 * messages, or those that arrived on that day or later; all when it says neither.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Depth(
        Optional<@Min(1) @Max(100_000_000) Integer> messages, Optional<LocalDate> since) {

    /** All of it. */
    public static final Depth WHOLE = new Depth(Optional.empty(), Optional.empty());

    private static final LocalDate OLDEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate NEWEST = LocalDate.of(2999, 12, 31);

    @JsonIgnore
    public boolean isWhole() {
        return messages.isEmpty() && since.isEmpty();
    }

    /** What it says, in one word: a number, a day, or nothing. */
    public String bound() {
        return messages.map(String::valueOf).or(() -> since.map(LocalDate::toString)).orElse("");
    }

    /**
     * Returns itself.
     *
     * @throws Problem 400 when it says both, or names a day on which there was no mail
     */
    Depth checked() {
        if (messages.isPresent() && since.isPresent()) {
            throw Problem.invalid("depth takes messages or since, not both.");
        }
        if (since.filter(day -> day.isBefore(OLDEST) || day.isAfter(NEWEST)).isPresent()) {
            throw Problem.invalid("depth.since must be a day from 1970 to 2999.");
        }
        return this;
    }
}
