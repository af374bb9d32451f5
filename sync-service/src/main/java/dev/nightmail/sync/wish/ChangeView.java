package dev.nightmail.sync.wish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API shows of a wish.
 *
 * @param aspect {@code seen}, {@code flagged}, {@code answered}, {@code deleted} or {@code mailbox}
 * @param wished whether the flag is to be set; absent for a mailbox
 * @param mailboxId where the message is to lie; absent for a flag
 * @param state {@code pending}, {@code completed}, {@code conflict}, {@code failed} or {@code
 *     superseded}
 * @param reason why it waits, or was not carried out
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ChangeView(
        UUID id,
        String aspect,
        Optional<Boolean> wished,
        Optional<UUID> mailboxId,
        String state,
        Optional<String> reason,
        Instant madeAt,
        String madeBy,
        Optional<Instant> endedAt) {

    /** Wishes for a message, the latest first. */
    @RegisterForReflection
    record Page(List<ChangeView> items) {}

    /** What was wished now, and the job that carries it out. */
    @RegisterForReflection
    record Made(UUID jobId, List<ChangeView> changes) {}
}
