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
 * @param gmail what only Gmail tells
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
        Optional<Gmail> gmail,
        boolean structureReadable) {

    /**
     * What Gmail tells of a message ({@code X-GM-EXT-1}).
     *
     * @param messageId a number of 64 bits, unsigned; the same wherever the message lies
     * @param threadId likewise, of its conversation
     * @param labels as people read them; Gmail's own begin with a backslash, such as {@code
     *     \Inbox}. Without that of the mailbox that is open
     */
    public record Gmail(String messageId, String threadId, Set<String> labels) {

        /**
         * Whether its owner has written it: a draft, or sent, unless it was also sent to its owner.
         */
        public boolean isOwn() {
            return isDraft() || (isSent() && !has("\\Inbox"));
        }

        public boolean isDraft() {
            return has("\\Draft") || has("\\Drafts");
        }

        /** From whatever address of its owner's. */
        public boolean isSent() {
            return has("\\Sent");
        }

        private boolean has(String label) {
            return labels.stream().anyMatch(label::equalsIgnoreCase);
        }
    }
}
