package dev.nightmail.sync.writeback;

import java.util.Optional;
import java.util.UUID;

/** What is wanted of a message, and what whoever wants it was shown. */
public sealed interface Wish {

    /**
     * A flag set, or cleared.
     *
     * @param known how it stood for the caller
     */
    record FlagWish(Aspect aspect, boolean isSet, boolean known) implements Wish {}

    /**
     * To lie in another mailbox.
     *
     * @param from in which it lay for the caller; empty when it was looked for
     */
    record MailboxWish(UUID target, Optional<UUID> from) implements Wish {}
}
