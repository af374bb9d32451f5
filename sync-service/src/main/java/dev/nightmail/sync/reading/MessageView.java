package dev.nightmail.sync.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API shows of a message in a list.
 *
 * @param mailboxId absent, as the uid, while a message that has left its mailbox is looked for
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

    /**
     * Some messages, newest first.
     *
     * @param next to ask for what follows; absent at the end
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Page(List<MessageView> items, Optional<UUID> next) {}
}
