package dev.nightmail.sync.mime;

import dev.nightmail.sync.message.AttachmentMeta;
import dev.nightmail.sync.message.PartHeader;
import java.util.Optional;

/**
 * A part of a message that has none within.
 *
 * @param number as IMAP counts, such as {@code 2.1} (RFC 9051, section 6.4.5.1)
 * @param group the alternative that it belongs to, or its own number: of a group one form is shown
 */
public record Leaf(String number, String group, PartHeader header) {

    /** Empty for what is shown as the message itself. */
    public Optional<AttachmentMeta> attachment() {
        return header.attachment(number, 0);
    }

    public boolean isHtml() {
        return header.type().equals("text/html");
    }

    public String charset() {
        return header.parameters().getOrDefault("charset", "");
    }

    /** Whether the message shows it within its text, so that it is needed together with that. */
    public static boolean isInline(AttachmentMeta attachment) {
        var how = attachment.disposition().orElse("");
        boolean named = attachment.contentId().isPresent();
        return how.equals("inline")
                || (named && (!how.equals("attachment") || attachment.type().startsWith("image/")));
    }
}
