package dev.nightmail.sync.imap;

import dev.nightmail.sync.message.AttachmentMeta;
import java.util.Optional;

/**
 * A part of a message as the server describes it: a hint.
 *
 * @param number where to fetch it, such as {@code 2.1}
 * @param group the alternative that it belongs to, or its own number: of a group one form is shown
 * @param type media type in lower case
 * @param size in bytes as transferred
 * @param attachment empty for what a reader shows as the message itself
 */
public record RemotePart(
        String number, String group, String type, long size, Optional<AttachmentMeta> attachment) {}
