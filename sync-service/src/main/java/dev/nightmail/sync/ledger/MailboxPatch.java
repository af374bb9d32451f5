package dev.nightmail.sync.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/** What a caller changes of a mailbox: whether it is synced. */
@RegisterForReflection
public record MailboxPatch(@NotNull Boolean selected) {}
