package dev.nightmail.mail.delivery;

import dev.nightmail.common.sql.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** The recipients as they stand in the message's row: by name only where they differ. */
final class StoredRecipients {

    private StoredRecipients() {}

    static Recipients read(ResultSet row) throws SQLException {
        var addresses = texts(row, "recipients");
        var states = texts(row, "recipient_states");
        var replies = texts(row, "recipient_replies");
        if (states.isEmpty()) {
            var state = ofAll(MessageState.of(row.getString("stored")));
            var reply = row.getString("reply");
            return new Recipients(
                    addresses.stream().map(one -> new Recipient(one, state, reply)).toList());
        }
        return new Recipients(
                IntStream.range(0, addresses.size())
                        .mapToObj(n ->
                                new Recipient(
                                        addresses.get(n),
                                        RecipientState.of(states.get(n)),
                                        replies.get(n)))
                        .toList());
    }

    private static RecipientState ofAll(MessageState state) {
        return switch (state) {
            case QUEUED -> RecipientState.WAITING;
            case SENT, PARTLY_SENT -> RecipientState.SENT;
            case FAILED -> RecipientState.FAILED;
            case CANCELLED -> RecipientState.CANCELLED;
            case UNCERTAIN -> RecipientState.UNCERTAIN;
        };
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Columns.findTexts(row, column).orElseThrow();
    }
}
