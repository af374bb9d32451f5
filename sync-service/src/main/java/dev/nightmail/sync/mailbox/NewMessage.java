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

    long uid() {
        return fetched.uid();
    }
}
