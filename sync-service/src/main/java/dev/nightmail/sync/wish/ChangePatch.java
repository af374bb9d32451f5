package dev.nightmail.sync.wish;

import dev.nightmail.sync.writeback.Aspect;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a caller changes of a message; what is absent stays as it is.
 *
 * @param deleted the flag only: the message stays where it is
 * @param mailboxId where it is to lie
 */
@RegisterForReflection
record ChangePatch(
        Optional<Boolean> seen,
        Optional<Boolean> flagged,
        Optional<Boolean> answered,
        Optional<Boolean> deleted,
        Optional<UUID> mailboxId) {

    /** What is wished of each flag. */
    Map<Aspect, Boolean> flags() {
        var flags = new EnumMap<Aspect, Boolean>(Aspect.class);
        seen.ifPresent(on -> flags.put(Aspect.SEEN, on));
        flagged.ifPresent(on -> flags.put(Aspect.FLAGGED, on));
        answered.ifPresent(on -> flags.put(Aspect.ANSWERED, on));
        deleted.ifPresent(on -> flags.put(Aspect.DELETED, on));
        return flags;
    }

    boolean isEmpty() {
        return flags().isEmpty() && mailboxId.isEmpty();
    }
}
