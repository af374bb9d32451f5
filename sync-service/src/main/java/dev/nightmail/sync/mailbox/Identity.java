package dev.nightmail.sync.mailbox;

import dev.nightmail.common.id.Sha256;
import dev.nightmail.sync.imap.FetchedMessage;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What a message is known by, wherever it lies: a digest of its header block, as far as it is
 * fetched, and its size. Copies have the same; a mailbox that is moved, renamed or numbered anew
 * changes neither. Where Gmail tells an id of both, that decides. A draft that is saved again has
 * another one, unless it is as long as before.
 */
public final class Identity {

    private Identity() {}

    /** The first 128 bits of SHA-256. */
    public static UUID of(FetchedMessage message) {
        var digest = Sha256.begin();
        digest.update(message.header());
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, message.size()));
        var bits = ByteBuffer.wrap(digest.digest());
        return new UUID(bits.getLong(), bits.getLong());
    }
}
