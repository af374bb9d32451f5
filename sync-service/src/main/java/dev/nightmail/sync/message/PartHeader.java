package dev.nightmail.sync.message;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a leaf of a message's structure says of itself (RFC 2045, RFC 2183).
 *
 * @param type media type in lower case
 * @param parameters of the type, by name in lower case; one character for each byte, as are all
 *     texts here
 * @param contentId as written
 * @param disposition as written
 * @param dispositionParameters of the disposition
 */
public record PartHeader(
        String type,
        Map<String, String> parameters,
        Optional<String> contentId,
        Optional<String> disposition,
        Map<String, String> dispositionParameters) {

    private static final int MAX_NAME = 500;
    private static final int MAX_TYPE = 255;

    /** What a reader shows as the message itself, unless it is named or declared a file. */
    private static final Set<String> BODIES =
            Set.of("text/plain", "text/html", "text/enriched", "message/delivery-status");

    /** Describes the part as an attachment, if it is one. */
    public Optional<AttachmentMeta> attachment(String part, long size) {
        var name =
                MimeParameter.find(dispositionParameters, "filename")
                        .or(() -> MimeParameter.find(parameters, "name"))
                        .map(text -> SafeText.of(text, MAX_NAME));
        var how = disposition.map(text -> text.strip().toLowerCase(Locale.ROOT));
        boolean declared = how.isPresent() && how.get().equals("attachment");
        if (BODIES.contains(type) && name.isEmpty() && !declared) {
            return Optional.empty();
        }
        return Optional.of(
                new AttachmentMeta(
                        part,
                        name,
                        SafeText.of(type, MAX_TYPE),
                        size,
                        how.map(text -> SafeText.of(text, MAX_TYPE)),
                        contentId.flatMap(MessageIds::first)));
    }
}
