package dev.nightmail.sync.reading;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.finding.Conditions;
import dev.nightmail.sync.finding.MessageFilter;
import dev.nightmail.sync.finding.Position;
import dev.nightmail.sync.finding.Walk;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lists of messages, in the transaction of a request. */
@ApplicationScoped
class MessageListRepository {

    private static final String COLUMNS = columns("");

    /** With more of them, each followed by a comma. */
    static String columns(String more) {
        return "SELECT "
                + more
                + """
                m.id, m.mailbox_id, m.thread_id, m.uid, m.flags, m.message_id, m.subject, m.sent_at, m.internal_date,
                m.size, m.has_attachments, m.labels, m.gmail_message_id, m.gmail_thread_id,
                (SELECT p.address FROM sync.participant p
                 WHERE p.message_id = m.id AND p.role = 'from' ORDER BY p.position LIMIT 1) AS sender
                FROM sync.message m
                """;
    }

    private final Sql sql;

    MessageListRepository(Sql sql) {
        this.sql = sql;
    }

    /** Those that the filter wants, newest first, from below a position on. */
    MessageView.Page list(MessageFilter filter, Optional<Position> from, int limit) {
        var conditions = Conditions.of(filter);
        var tested = new Walk.Tested(conditions.index(), conditions.test());
        var found = Walk.run(sql, tested, from, limit);
        return new MessageView.Page(views(found.ids()), found.next().map(Position::text));
    }

    /** Those of a thread, oldest first, from above a position on. */
    MessageView.Page listThread(UUID thread, Optional<Position> from, int limit) {
        var condition = new Conditions.Part().and("m.thread_id = ? AND m.gone_at IS NULL", thread);
        from.ifPresent(at -> condition.and("(m.internal_date, m.id) > (?, ?)", at.time(), at.id()));
        var values = new ArrayList<Object>(condition.values());
        values.add(limit + 1);
        var found =
                sql.query(
                        COLUMNS
                                + "WHERE "
                                + condition.sql()
                                + " ORDER BY m.internal_date, m.id LIMIT ?",
                        MessageListRepository::toMessage,
                        values.toArray());
        if (found.size() <= limit) {
            return new MessageView.Page(found, Optional.empty());
        }
        var page = found.subList(0, limit);
        return new MessageView.Page(page, Optional.of(page.getLast().position().text()));
    }

    private List<MessageView> views(List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.query(
                        COLUMNS
                                + """
                                WHERE m.id = ANY (?::uuid[]) AND m.gone_at IS NULL
                                ORDER BY m.internal_date DESC, m.id DESC
                                """,
                        MessageListRepository::toMessage,
                        (Object) ids.stream().map(UUID::toString).toArray(String[]::new));
    }

    static MessageView toMessage(ResultSet row) throws SQLException {
        return new MessageView(
                Columns.uuid(row, "id"),
                Columns.findUuid(row, "mailbox_id"),
                Columns.findUuid(row, "thread_id"),
                Columns.findText(row, "uid").map(Long::valueOf),
                List.of((String[]) row.getArray("flags").getArray()),
                Columns.findTexts(row, "labels"),
                Columns.findText(row, "gmail_message_id"),
                Columns.findText(row, "gmail_thread_id"),
                Columns.findText(row, "message_id").map(id -> "<" + id + ">"),
                row.getString("subject"),
                Columns.findText(row, "sender"),
                Columns.findInstant(row, "sent_at"),
                Columns.findInstant(row, "internal_date"),
                row.getLong("size"),
                row.getBoolean("has_attachments"));
    }
}
