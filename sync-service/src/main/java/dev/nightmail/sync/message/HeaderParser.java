package dev.nightmail.sync.message;

import dev.nightmail.sync.message.Participant.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads raw header blocks leniently: any bytes give a {@link MessageHeader}. */
public final class HeaderParser {

    /** People beyond this number are left out of one message. */
    public static final int MAX_PARTICIPANTS = 20_000;

    /** Ids beyond this number are left out of the middle of References. */
    public static final int MAX_REFERENCES = 200;

    /** UTF-16 units of a subject that are kept. */
    public static final int MAX_SUBJECT = 2_000;

    private static final int MAX_LIST_ID = 500;
    private static final int MAX_KEYWORD = 100;

    /** Encoded-words are three to four times as long as what they say. */
    private static final int MAX_ENCODED = 8 * MAX_SUBJECT;

    private static final Map<Role, String> FIELDS =
            Map.of(
                    Role.FROM, "from",
                    Role.SENDER, "sender",
                    Role.REPLY_TO, "reply-to",
                    Role.TO, "to",
                    Role.CC, "cc",
                    Role.BCC, "bcc");

    private static final Set<String> WANTED =
            Set.of(
                    "subject",
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    "bcc",
                    "date",
                    "message-id",
                    "in-reply-to",
                    "references",
                    "list-id",
                    "auto-submitted");

    /** Reads the block up to its empty line or the end of the bytes. */
    public MessageHeader parse(byte[] header) {
        var fields = HeaderFields.read(header, WANTED);
        return new MessageHeader(
                subject(fields.first("subject")),
                participants(fields),
                DateField.parse(fields.first("date")),
                MessageIds.first(fields.first("message-id")),
                MessageIds.first(fields.first("in-reply-to")),
                references(fields),
                listId(fields.first("list-id")),
                keyword(fields.first("auto-submitted")));
    }

    private static String subject(String field) {
        var cut = field.length() > MAX_ENCODED ? field.substring(0, MAX_ENCODED) : field;
        return SafeText.of(EncodedWords.decode(cut), MAX_SUBJECT);
    }

    private static List<Participant> participants(HeaderFields fields) {
        List<Participant> participants = new ArrayList<>();
        for (var role : Role.values()) {
            int position = 0;
            for (var field : fields.all(FIELDS.getOrDefault(role, ""))) {
                int free = MAX_PARTICIPANTS - participants.size();
                for (var mailbox : AddressList.parse(field, free)) {
                    participants.add(
                            new Participant(role, position++, mailbox.name(), mailbox.address()));
                }
            }
        }
        return List.copyOf(participants);
    }

    private static List<String> references(HeaderFields fields) {
        var ids = fields.all("references").stream().flatMap(f -> MessageIds.list(f).stream());
        return MessageIds.atMost(MAX_REFERENCES, ids.toList());
    }

    private static Optional<String> listId(String field) {
        return MessageIds.list(field).stream()
                .map(id -> SafeText.of(id.toLowerCase(Locale.ROOT), MAX_LIST_ID))
                .reduce((_, last) -> last)
                .or(() ->
                        field.isBlank()
                                ? Optional.empty()
                                : Optional.of(
                                        SafeText.of(field.toLowerCase(Locale.ROOT), MAX_LIST_ID)));
    }

    /** The keyword without its parameters. */
    private static Optional<String> keyword(String field) {
        int end = field.indexOf(';');
        var keyword = (end < 0 ? field : field.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return keyword.isEmpty() || keyword.equals("no")
                ? Optional.empty()
                : Optional.of(SafeText.of(keyword, MAX_KEYWORD));
    }
}
