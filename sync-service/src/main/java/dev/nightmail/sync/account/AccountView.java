package dev.nightmail.sync.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API shows of an account; never its secret.
 *
 * @param provider whose tokens the log-in takes; absent when it takes a secret
 * @param depth of the first sync; absent when it takes all
 * @param idle whether its server is listened to between syncs
 * @param version counts the edits; what {@code If-Match} has to name
 * @param nextDueAt absent when no sync is due by itself: in error, or switched off
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AccountView(
        UUID id,
        String address,
        String name,
        String state,
        boolean active,
        int syncIntervalMinutes,
        Optional<Instant> nextDueAt,
        Optional<Instant> lastSyncedAt,
        int retryCount,
        Optional<String> syncError,
        AccountForm.Server imap,
        AccountForm.Server smtp,
        String username,
        Optional<String> provider,
        Optional<Depth> depth,
        boolean idle,
        int version) {

    /** An account that was added, and the job that syncs it for the first time. */
    @RegisterForReflection
    record Added(AccountView account, UUID jobId) {}

    /** Some accounts, the oldest first; {@code next} is the {@code after} of the rest. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<AccountView> items, Optional<UUID> next) {}

    static AccountView of(Account account) {
        return new AccountView(
                account.id,
                account.address,
                account.name,
                account.state,
                account.active,
                account.syncIntervalMinutes,
                Optional.of(account.nextDueAt).filter(at -> account.isSyncedByItself()),
                Optional.ofNullable(account.lastSyncedAt),
                account.retryCount,
                Optional.of(account.syncError).filter(error -> !error.isEmpty()),
                account.imap(),
                account.smtp(),
                account.username,
                Optional.ofNullable(account.oauthProvider),
                Optional.of(account.depth()).filter(depth -> !depth.equals(Depth.WHOLE)),
                account.idle,
                account.version);
    }
}
