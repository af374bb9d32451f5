package dev.nightmail.sync.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How the syncs of an account stand.
 *
 * @param pending syncs that wait: 0 or 1
 * @param active syncs that run: 0 or 1
 * @param completed syncs since the account was added; likewise failed
 * @param freshAt when the last sync that succeeded began: all that was there then is here
 * @param nextDueAt absent when no sync is due by itself: in error, or switched off
 * @param lacksSince since when it is being filled
 * @param unwellSince since when it has been unwell, as was told
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record StatusView(
        UUID accountId,
        String state,
        int pending,
        int active,
        long completed,
        long failed,
        Optional<Instant> freshAt,
        Optional<Instant> nextDueAt,
        Optional<Instant> lacksSince,
        Optional<Instant> unwellSince) {

    /**
     * Some accounts, in the order of their ids.
     *
     * @param next to ask for what follows; absent at the end
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<StatusView> items, Optional<UUID> next) {}
}
