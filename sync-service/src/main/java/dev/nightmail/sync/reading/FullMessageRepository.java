package dev.nightmail.sync.reading;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.body.BodyStates;
import dev.nightmail.sync.reading.FullMessageView.Attachment;
import dev.nightmail.sync.reading.FullMessageView.Body;
import dev.nightmail.sync.reading.FullMessageView.Participants;
import dev.nightmail.sync.reading.FullMessageView.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Whole messages, in the transaction of a request. */
@ApplicationScoped
class FullMessageRepository {

    private final Sql sql;
    private final BodyStates bodies;

    FullMessageRepository(Sql sql, BodyStates bodies) {
        this.sql = sql;
        this.bodies = bodies;
    }

    /** Empty when there is none, or it is gone. */
    Optional<FullMessageView> find(UUID id) {
        return sql.queryOne(
                        MessageListRepository.columns(
                                        """
                                        m.account_id, m.in_reply_to, m.reference_ids, m.list_id, m.auto_submitted,
                                        m.structure_readable,
                                        """)
                                + "WHERE m.id = ? AND m.gone_at IS NULL",
                        FullMessageRepository::toMessage,
                        id)
                .map(found -> found.with(participants(id), attachments(id), body(id)));
    }

    private Body body(UUID message) {
        return bodies.find(message)
                .map(state -> new Body(state.name(), state.cachedAt(), state.failure()))
                .orElse(Body.NONE);
    }

    private Participants participants(UUID message) {
        Map<String, List<Person>> byRole = new HashMap<>();
        sql.query(
                "SELECT role, name, address FROM sync.participant WHERE message_id = ? ORDER BY"
                        + " role, position",
                row ->
                        byRole.computeIfAbsent(row.getString("role"), _ -> new ArrayList<>())
                                .add(new Person(row.getString("name"), row.getString("address"))),
                message);
        return new Participants(
                byRole.getOrDefault("from", List.of()),
                byRole.getOrDefault("sender", List.of()),
                byRole.getOrDefault("reply_to", List.of()),
                byRole.getOrDefault("to", List.of()),
                byRole.getOrDefault("cc", List.of()),
                byRole.getOrDefault("bcc", List.of()));
    }

    private List<Attachment> attachments(UUID message) {
        return sql.query(
                """
                SELECT * FROM sync.attachment WHERE message_id = ?
                ORDER BY length(part) - length(replace(part, '.', '')), length(part), part
                """,
                row ->
                        new Attachment(
                                row.getString("part"),
                                row.getString("name"),
                                row.getString("type"),
                                row.getLong("size"),
                                row.getString("disposition"),
                                row.getString("content_id")),
                message);
    }

    private static FullMessageView toMessage(ResultSet row) throws SQLException {
        return new FullMessageView(
                Columns.uuid(row, "account_id"),
                MessageListRepository.toMessage(row),
                Columns.findText(row, "in_reply_to").map(FullMessageRepository::inBrackets),
                Stream.of((String[]) row.getArray("reference_ids").getArray())
                        .map(FullMessageRepository::inBrackets)
                        .toList(),
                Columns.findText(row, "list_id"),
                Columns.findText(row, "auto_submitted"),
                Participants.NONE,
                List.of(),
                row.getBoolean("structure_readable"),
                Body.NONE);
    }

    private static String inBrackets(String id) {
        return "<" + id + ">";
    }
}
