package dev.nightmail.sync.imap;

import dev.nightmail.sync.message.AttachmentMeta;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one page fetch tells of a message.
 *
 * @param flags system flags such as {@code \Seen} and keywords, as the server spells them
 * @param internalDate when the message reached the mailbox; empty if the server's date is broken
 * @param size of the whole message, in bytes (RFC822.SIZE)
 * @param header the raw header block, cut at {@link SelectedMailbox#HEADER_LIMIT}
 * @param attachments as BODYSTRUCTURE describes them
 * @param structureReadable false when BODYSTRUCTURE is missing or broken: attachments are unknown
 */
// A record gives byte[] identity equality: nobody compares fetched messages.
@SuppressWarnings("ArrayRecordComponent")
public record FetchedMessage(
        long uid,
        Set<String> flags,
        OptionalLong modSeq,
        Optional<Instant> internalDate,
        long size,
        byte[] header,
        List<AttachmentMeta> attachments,
        boolean structureReadable) {}
