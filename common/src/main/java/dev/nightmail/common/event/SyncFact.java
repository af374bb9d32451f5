package dev.nightmail.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is told of mail accounts and what is in them, each account's in order. A fact holds ids and
 * counters, never an address, a subject or a mailbox's name.
 */
public sealed interface SyncFact {

    String TOPIC = "nightmail.sync.account.v1";

    UUID accountId();

    /**
     * A message has arrived since the account was added; once for ever, however often it is moved.
     *
     * @param size in bytes
     * @param receivedAt when it reached its mailbox, as the server says
     */
    @RegisterForReflection
    record MessageReceived(
            UUID accountId, UUID mailboxId, UUID messageId, long size, Instant receivedAt)
            implements SyncFact {}

    /** Flags, or labels, of up to 2,000 messages are others now. */
    @RegisterForReflection
    record FlagsChanged(UUID accountId, UUID mailboxId, List<Flags> messages) implements SyncFact {}

    /**
     * All flags of a message, such as {@code \Seen}.
     *
     * @param labels of Gmail's own, such as {@code \Inbox}; those that its owner has named are not
     *     told. Absent where there are no labels
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Flags(UUID messageId, List<String> flags, Optional<List<String>> labels) {

        /** Those of these labels that are Gmail's own, in order. */
        public static List<String> own(Collection<String> labels) {
            return labels.stream().filter(label -> label.startsWith("\\")).sorted().toList();
        }
    }

    /** Up to 500 messages are in none of the account's mailboxes any more. */
    @RegisterForReflection
    record MessagesRemoved(UUID accountId, List<UUID> messageIds) implements SyncFact {}

    /** Messages of a page are stored in this mailbox, new ones and such as were moved there. */
    @RegisterForReflection
    record PageStored(UUID accountId, UUID mailboxId, List<UUID> messageIds) implements SyncFact {}

    /** The mailbox was proved to be stored as the server has it. */
    @RegisterForReflection
    record MailboxSynced(UUID accountId, UUID mailboxId, long exists) implements SyncFact {}

    /** The server numbers the messages of the mailbox anew (UIDVALIDITY, RFC 9051, 2.3.1.1). */
    @RegisterForReflection
    record MailboxReset(UUID accountId, UUID mailboxId, long before, long now)
            implements SyncFact {}

    /**
     * The syncs of an account fail: told once for each state, until it has recovered.
     *
     * @param state {@code warning} or {@code error}, in which nothing is tried until somebody acts
     * @param code what kind of failure, such as {@code authentication}
     */
    @RegisterForReflection
    record AccountFailed(UUID accountId, String state, String code) implements SyncFact {}

    /** The first sync that succeeds after that. */
    @RegisterForReflection
    record AccountRecovered(UUID accountId) implements SyncFact {}

    /** As in a CloudEvent. */
    default String type() {
        return "dev.nightmail."
                + switch (this) {
                    case MessageReceived _ -> "message.received";
                    case FlagsChanged _ -> "message.flags-changed";
                    case MessagesRemoved _ -> "message.removed";
                    case PageStored _ -> "mailbox.page-stored";
                    case MailboxSynced _ -> "mailbox.synced";
                    case MailboxReset _ -> "mailbox.reset";
                    case AccountFailed _ -> "account.sync-failed";
                    case AccountRecovered _ -> "account.recovered";
                };
    }
}
