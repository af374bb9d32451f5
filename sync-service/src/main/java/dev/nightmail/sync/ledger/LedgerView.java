package dev.nightmail.sync.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is held of an account, against what its server has.
 *
 * @param complete whether that holds of all mailboxes that are synced
 * @param exists messages of the mailboxes that are synced, as those that follow
 * @param verifiedAt when the mailbox was verified that has waited longest; absent when one never
 *     was
 * @param mailboxes those that are not synced, too
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record LedgerView(
        boolean complete,
        long exists,
        long stored,
        Reasons skipped,
        Reasons quarantined,
        Optional<Instant> verifiedAt,
        List<Line> mailboxes) {

    /** How many messages are not stored, and why. */
    @RegisterForReflection
    record Reasons(long total, Map<String, Long> reasons) {}

    /**
     * One mailbox.
     *
     * @param complete whether exists is stored and skipped and quarantined
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Line(
            UUID mailboxId,
            String name,
            boolean selected,
            boolean complete,
            long exists,
            long stored,
            Reasons skipped,
            Reasons quarantined,
            Optional<Instant> verifiedAt,
            Optional<String> problem) {}

    /**
     * A message that is not stored.
     *
     * @param triedAt when the server was last asked for it; absent when nobody knows
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Quarantined(
            UUID mailboxId, long uid, String reason, Instant since, Optional<Instant> triedAt) {}

    /**
     * Some of them, by mailbox and UID.
     *
     * @param next to ask for what follows; absent at the end
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<Quarantined> items, Optional<String> next) {}
}
