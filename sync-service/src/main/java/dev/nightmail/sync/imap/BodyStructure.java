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

    private final List<RemotePart> leaves = new ArrayList<>();
    private int parts;

    private BodyStructure() {}

    /** Empty when the structure is not one. */
    static Optional<List<AttachmentMeta>> attachments(ImapValue structure) {
        return leaves(structure)
                .map(all -> all.stream().flatMap(part -> part.attachment().stream()).toList());
    }

    /** All parts that have none within, in their order; empty when the structure is not one. */
    static Optional<List<RemotePart>> leaves(ImapValue structure) {
        var reader = new BodyStructure();
        boolean readable = reader.walk(structure.items(), new Place("", "1", ""));
        return readable ? Optional.of(List.copyOf(reader.leaves)) : Optional.empty();
    }

    /**
     * Where a part stands.
     *
     * @param children what the numbers of the parts within begin with, such as {@code 2.}
     * @param own the number of this part if it has none within
     * @param alternative the one that it is in; empty outside of any
     */
    private record Place(String children, String own, String alternative) {

        Place child(int n, boolean isAlternative) {
            var number = children + n;
            var within = isAlternative ? "alternative " + children : alternative;
            return new Place(number + ".", number, within);
        }

        String group() {
            return alternative.isEmpty() ? own : alternative;
        }
    }

    /** Visits a part and those within; false when it makes no sense. */
    private boolean walk(List<ImapValue> body, Place place) {
        if (body.isEmpty() || ++parts > MAX_PARTS) {
            return false;
        }
        if (!(body.getFirst() instanceof ImapValue.Items)) {
            return leaf(body, place);
        }
        boolean isAlternative = isAlternative(body);
        for (int i = 0; i < body.size(); i++) {
            if (!(body.get(i) instanceof ImapValue.Items(var child))) {
                return true;
            }
            if (!walk(child, place.child(i + 1, isAlternative))) {
                return false;
            }
        }
        return false;
    }

    /** The subtype of a multipart stands behind its parts. */
    private static boolean isAlternative(List<ImapValue> body) {
        return body.stream()
                .filter(value -> !(value instanceof ImapValue.Items))
                .findFirst()
                .filter(subtype -> lower(subtype).equals("alternative"))
                .isPresent();
    }

    /** A message within a message is one attachment: its parts belong to it. */
    private boolean leaf(List<ImapValue> body, Place place) {
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
        long size = size(body.get(6));
        var number = place.own();
        leaves.add(
                new RemotePart(number, place.group(), type, size, part.attachment(number, size)));
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
