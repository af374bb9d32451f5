package dev.nightmail.sync.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightmail.sync.finding.Position;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API shows of a message in a list.
 *
 * @param mailboxId absent, as the uid, while a message that has left its mailbox is looked for
 * @param threadId absent until the account of a message from before there were threads is synced
 * @param labels as people read them, where the server is Gmail's; its own begin with a backslash,
 *     such as {@code \Inbox}
 * @param gmailMessageId a decimal number of 64 bits, unsigned, as the thread's
 * @param messageId with angle brackets (RFC 5322, section 3.6.4)
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record MessageView(
        UUID id,
        Optional<UUID> mailboxId,
        Optional<UUID> threadId,
        Optional<Long> uid,
        List<String> flags,
        Optional<List<String>> labels,
        Optional<String> gmailMessageId,
        Optional<String> gmailThreadId,
        Optional<String> messageId,
        String subject,
        Optional<String> from,
        Optional<Instant> sentAt,
        Optional<Instant> receivedAt,
        long size,
        boolean hasAttachments) {

    /** Where it stands in lists by the time of receipt. */
    Position position() {
        return new Position(receivedAt.orElse(Instant.EPOCH), id);
    }

    /**
     * Some messages.
     *
     * @param next to ask for what follows; absent at the end, and there only: a page of a search
     *     may be short, or empty, and yet have one
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<MessageView> items, Optional<String> next) {}
}
