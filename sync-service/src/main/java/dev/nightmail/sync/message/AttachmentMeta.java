package dev.nightmail.sync.message;

import java.util.Optional;

/**
 * What is known of an attachment without its bytes.
 *
 * @param part where to fetch it, such as {@code 2.1} (RFC 9051, section 6.4.5.1)
 * @param name decoded from RFC 2231 or RFC 2047
 * @param type media type in lower case, such as {@code image/png}
 * @param size in bytes as transferred: base64 is a third longer than the file
 * @param disposition {@code attachment} or {@code inline} in lower case (RFC 2183)
 * @param contentId without its angle brackets (RFC 2392)
 */
public record AttachmentMeta(
        String part,
        Optional<String> name,
        String type,
        long size,
        Optional<String> disposition,
        Optional<String> contentId) {}
