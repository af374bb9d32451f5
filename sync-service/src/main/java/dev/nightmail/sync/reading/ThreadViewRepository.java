package dev.nightmail.sync.reading;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.finding.Conditions;
import dev.nightmail.sync.finding.Position;
import dev.nightmail.sync.finding.Walk;
import dev.nightmail.sync.reading.FullMessageView.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Threads, in the transaction of a request. A thread stands in a list where its newest message
 * does: so the list is that of messages, without those that a newer one follows.
 */
@ApplicationScoped
class ThreadViewRepository {

    /** Messages of a thread that are counted. */
    private static final int MOST_COUNTED = 1_000;

    /** Of so many newest messages it is told whom they are from. */
    private static final int MOST_NAMED = 20;

    private static final String IS_NEWEST =
            """
            m.gone_at IS NULL AND m.thread_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM sync.message newer
                WHERE newer.thread_id = m.thread_id AND newer.gone_at IS NULL
                  AND (newer.internal_date, newer.id) > (m.internal_date, m.id))
            """;

    private static final String SUMMARY =
            """
            SELECT t.id, s.* FROM unnest(?::uuid[]) AS t (id) CROSS JOIN LATERAL (
                SELECT (array_agg(account_id))[1] AS account_id, count(*) AS messages,
                       count(*) FILTER (WHERE NOT flags @> ARRAY['\\Seen']) AS unseen,
                       coalesce(bool_or(has_attachments), false) AS has_attachments,
                       (array_agg(subject ORDER BY internal_date, id))[1] AS subject,
                       max(internal_date) AS latest_at
                FROM (SELECT m.account_id, m.id, m.flags, m.has_attachments, m.subject, m.internal_date
                      FROM sync.message m WHERE m.thread_id = t.id AND m.gone_at IS NULL
                      ORDER BY m.internal_date DESC, m.id DESC LIMIT ?) AS few) AS s
            WHERE s.messages > 0
            """;

    private static final String FROM =
            """
            SELECT t.id, p.name, p.address FROM unnest(?::uuid[]) AS t (id) CROSS JOIN LATERAL (
                SELECT m.id, m.internal_date FROM sync.message m WHERE m.thread_id = t.id AND m.gone_at IS NULL
                ORDER BY m.internal_date DESC, m.id DESC LIMIT ?) AS m
            JOIN sync.participant p ON p.message_id = m.id AND p.role = 'from' AND p.position = 0
            ORDER BY t.id, m.internal_date DESC, m.id DESC
            """;

    private final Sql sql;

    ThreadViewRepository(Sql sql) {
        this.sql = sql;
    }

    /** The thread of this id, or that which it has become part of; empty when it has no message. */
    Optional<UUID> find(UUID id) {
        return sql.queryOne(
                """
                SELECT t.id FROM (SELECT coalesce(
                    (SELECT into_id FROM sync.thread_join WHERE thread_id = ?::uuid), ?::uuid) AS id) AS t
                WHERE EXISTS (SELECT FROM sync.message m WHERE m.thread_id = t.id AND m.gone_at IS NULL)
                """,
                row -> Columns.uuid(row, "id"),
                id,
                id);
    }

    /** Those of an account, from below a position on. */
    ThreadView.Page list(UUID account, Optional<Position> from, int limit) {
        var index = new Conditions.Part().and("m.account_id = ?", account);
        var test = new Conditions.Part().and(IS_NEWEST);
        var found = Walk.run(sql, new Walk.Tested(index, test), from, limit);
        var threads = threadsOf(found.ids());
        var views = views(threads);
        return new ThreadView.Page(
                threads.stream()
                        .flatMap(id -> Optional.ofNullable(views.get(id)).stream())
                        .toList(),
                found.next().map(Position::text));
    }

    Optional<ThreadView> view(UUID id) {
        return Optional.ofNullable(views(List.of(id)).get(id));
    }

    private List<UUID> threadsOf(List<UUID> messages) {
        return sql.query(
                """
                SELECT m.thread_id FROM sync.message m WHERE m.id = ANY (?::uuid[])
                ORDER BY m.internal_date DESC, m.id DESC
                """,
                row -> Columns.uuid(row, "thread_id"),
                (Object) texts(messages));
    }

    private Map<UUID, ThreadView> views(Collection<UUID> threads) {
        var people = people(threads);
        var views = new HashMap<UUID, ThreadView>();
        sql.query(SUMMARY, ThreadViewRepository::toThread, texts(threads), MOST_COUNTED)
                .forEach(view ->
                        views.put(view.id(), view.with(people.getOrDefault(view.id(), List.of()))));
        return views;
    }

    private Map<UUID, List<Person>> people(Collection<UUID> threads) {
        var byAddress = new HashMap<UUID, Map<String, Person>>();
        sql.query(
                FROM,
                row -> {
                    var person = new Person(row.getString("name"), row.getString("address"));
                    byAddress
                            .computeIfAbsent(Columns.uuid(row, "id"), _ -> new LinkedHashMap<>())
                            .putIfAbsent(person.address().toLowerCase(Locale.ROOT), person);
                    return true;
                },
                texts(threads),
                MOST_NAMED);
        var people = new HashMap<UUID, List<Person>>();
        byAddress.forEach((thread, known) -> people.put(thread, List.copyOf(known.values())));
        return people;
    }

    private static ThreadView toThread(ResultSet row) throws SQLException {
        return new ThreadView(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "account_id"),
                row.getString("subject"),
                row.getLong("messages"),
                row.getLong("unseen"),
                row.getBoolean("has_attachments"),
                List.of(),
                Columns.instant(row, "latest_at"));
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
