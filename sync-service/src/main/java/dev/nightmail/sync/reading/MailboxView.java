package dev.nightmail.sync.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API shows of a mailbox: its completeness ledger.
 *
 * @param parentId the mailbox above it, as far as that can hold messages
 * @param delimiter between the levels of its name; absent in a flat hierarchy
 * @param selected whether it is synced; of one that is not, what was stored stays
 * @param deselectedFor why it is not synced before anybody asks: {@code junk}, {@code trash}, or
 *     {@code label}, since its messages are read elsewhere
 * @param exists messages on the server at the last completed sync; complete when it equals stored +
 *     quarantined + skipped
 * @param skipped what is on the server and is not stored on purpose, by reason; empty when there is
 *     none
 * @param unseen counted up to 10,000; of an INBOX that shows a label among the newest 10,000, and
 *     of other labels 0
 * @param problem why it could not be synced, or not to the end
 * @param missingSince since when the server does not list it; the next sync that succeeds without
 *     it removes it
 * @param covered UIDs that have been dealt with, such as {@code 1:5,9} (a sequence set of RFC 9051,
 *     section 9); empty when there are none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MailboxView(
        UUID id,
        String name,
        Optional<UUID> parentId,
        Optional<String> delimiter,
        String role,
        boolean selected,
        Optional<String> deselectedFor,
        long exists,
        long stored,
        long quarantined,
        long unseen,
        List<Skipped> skipped,
        boolean complete,
        String covered,
        Optional<Instant> verifiedAt,
        Optional<String> problem,
        Optional<Instant> missingSince) {

    /**
     * So many messages for one reason.
     *
     * @param reason {@code depth}: they lie below the account's depth
     */
    @RegisterForReflection
    public record Skipped(String reason, long messages) {}

    /** All mailboxes of an account. */
    @RegisterForReflection
    record Page(List<MailboxView> items) {}
}
