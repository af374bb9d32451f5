package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.FetchedMessage;
import dev.nightmail.sync.message.MessageHeader;
import java.util.UUID;

/**
 * A message that was fetched and read, and waits to be stored.
 *
 * @param id which it gets unless it is known already
 */
record NewMessage(UUID id, UUID identity, FetchedMessage fetched, MessageHeader header) {

    static NewMessage of(UUID id, FetchedMessage fetched, MessageHeader header) {
        return new NewMessage(id, Identity.of(fetched), fetched, header);
    }

    /** Whether its owner has written it, as far as the server tells. */
    boolean isOwn() {
        return fetched.gmail().filter(FetchedMessage.Gmail::isOwn).isPresent();
    }

    /** Whether it is a draft, wherever it lies, as far as the server tells. */
    boolean isDraft() {
        return fetched.gmail().filter(FetchedMessage.Gmail::isDraft).isPresent();
    }

    /** Whether its owner has sent it, likewise. */
    boolean isSent() {
        return fetched.gmail().filter(FetchedMessage.Gmail::isSent).isPresent();
    }

    long uid() {
        return fetched.uid();
    }
}
