package dev.nightmail.sync.imap;

import dev.nightmail.sync.message.AttachmentMeta;
import dev.nightmail.sync.message.PartHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the attachments in a BODYSTRUCTURE (RFC 9051, section 7.5.2). */
final class BodyStructure {

    /** More parts than this are a bomb: the structure counts as unreadable. */
    private static final int MAX_PARTS = 10_000;

    private final List<AttachmentMeta> attachments = new ArrayList<>();
    private int parts;

    private BodyStructure() {}

    /** Empty when the structure is not one. */
    static Optional<List<AttachmentMeta>> attachments(ImapValue structure) {
        var reader = new BodyStructure();
        boolean readable = reader.walk(structure.items(), "", "1");
        return readable ? Optional.of(List.copyOf(reader.attachments)) : Optional.empty();
    }

    /**
     * Visits a part and those within; false when it makes no sense.
     *
     * @param children what the numbers of the parts within begin with, such as {@code 2.}
     * @param own the number of this part if it has none within
     */
    private boolean walk(List<ImapValue> body, String children, String own) {
        if (body.isEmpty() || ++parts > MAX_PARTS) {
            return false;
        }
        if (!(body.getFirst() instanceof ImapValue.Items)) {
            return leaf(body, own);
        }
        for (int i = 0; i < body.size(); i++) {
            if (!(body.get(i) instanceof ImapValue.Items(var child))) {
                return true;
            }
            var number = children + (i + 1);
            if (!walk(child, number + ".", number)) {
                return false;
            }
        }
        return false;
    }

    /** A message within a message is one attachment: its parts belong to it. */
    private boolean leaf(List<ImapValue> body, String number) {
        if (body.size() < 7) {
            return false;
        }
        var type = lower(body.get(0)) + "/" + lower(body.get(1));
        // MD5 comes after the fields of its type, then the disposition.
        int extra =
                type.startsWith("text/")
                        ? 1
                        : type.equals("message/rfc822") && body.size() > 9 ? 3 : 0;
        var disposition =
                8 + extra < body.size() ? body.get(8 + extra).items() : List.<ImapValue>of();
        var part =
                new PartHeader(
                        type,
                        parameters(body.get(2).items()),
                        body.get(3).string(),
                        disposition.isEmpty() ? Optional.empty() : disposition.getFirst().string(),
                        disposition.size() < 2 ? Map.of() : parameters(disposition.get(1).items()));
        part.attachment(number, size(body.get(6))).ifPresent(attachments::add);
        return true;
    }

    private static Map<String, String> parameters(List<ImapValue> values) {
        var parameters = new HashMap<String, String>();
        for (int i = 0; i + 1 < values.size(); i += 2) {
            parameters.putIfAbsent(lower(values.get(i)), values.get(i + 1).string().orElse(""));
        }
        return parameters;
    }

    private static String lower(ImapValue value) {
        return value.string().orElse("").toLowerCase(Locale.ROOT);
    }

    private static long size(ImapValue value) {
        var digits = value.string().orElse("");
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }
}
