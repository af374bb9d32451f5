package dev.nightmail.sync.thread;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Threads, and the ids by which they are known, in the transaction of a running job. */
@ApplicationScoped
class ThreadRepository {

    private final Sql sql;

    ThreadRepository(Sql sql) {
        this.sql = sql;
    }

    /** The threads that are known by these hashes. Each is looked up by itself. */
    Map<UUID, UUID> find(UUID account, Collection<UUID> hashes) {
        var found = new HashMap<UUID, UUID>();
        sql.query(
                """
                SELECT n.hash, coalesce(j.into_id, k.thread_id) AS thread
                FROM unnest(?::uuid[]) AS n (hash)
                CROSS JOIN LATERAL (
                    SELECT thread_id FROM sync.thread_key WHERE account_id = ? AND hash = n.hash LIMIT 1) k
                LEFT JOIN LATERAL (
                    SELECT into_id FROM sync.thread_join WHERE thread_id = k.thread_id LIMIT 1) j ON true
                """,
                row -> found.put(Columns.uuid(row, "hash"), Columns.uuid(row, "thread")),
                texts(hashes),
                account);
        return found;
    }

    /** How many messages the threads have, counted up to so many. */
    Map<UUID, Long> count(Collection<UUID> threads, int upTo) {
        var counts = new HashMap<UUID, Long>();
        if (threads.isEmpty()) {
            return counts;
        }
        sql.query(
                """
                SELECT t.id, (SELECT count(*) FROM (
                                SELECT FROM sync.message m WHERE m.thread_id = t.id LIMIT ?) AS few) AS messages
                FROM unnest(?::uuid[]) AS t (id)
                """,
                row -> counts.put(Columns.uuid(row, "id"), row.getLong("messages")),
                upTo,
                texts(threads));
        return counts;
    }

    /**
     * Makes threads part of others.
     *
     * @param into by the thread that ends, the one that it becomes part of, which does not end
     */
    void join(UUID tenant, UUID account, Map<UUID, UUID> into) {
        var from = texts(into.keySet());
        var to = texts(into.values());
        sql.update(
                """
                UPDATE sync.message m SET thread_id = n.into_id
                FROM unnest(?::uuid[], ?::uuid[]) AS n (thread_id, into_id) WHERE m.thread_id = n.thread_id
                """,
                from,
                to);
        sql.update(
                """
                UPDATE sync.thread_join j SET into_id = n.into_id
                FROM unnest(?::uuid[], ?::uuid[]) AS n (thread_id, into_id) WHERE j.into_id = n.thread_id
                """,
                from,
                to);
        sql.update(
                """
                INSERT INTO sync.thread_join (thread_id, account_id, tenant_id, into_id)
                SELECT thread_id, ?, ?, into_id FROM unnest(?::uuid[], ?::uuid[]) AS n (thread_id, into_id)
                """,
                account,
                tenant,
                from,
                to);
    }

    /** Remembers by which hashes threads are known. */
    void remember(UUID tenant, UUID account, Map<UUID, UUID> threads) {
        sql.update(
                """
                INSERT INTO sync.thread_key (account_id, hash, tenant_id, thread_id)
                SELECT ?, hash, ?, thread_id FROM unnest(?::uuid[], ?::uuid[]) AS n (hash, thread_id)
                ON CONFLICT DO NOTHING
                """,
                account,
                tenant,
                texts(threads.keySet()),
                texts(threads.values()));
    }

    boolean hasWithout(UUID account) {
        return sql.queryOne(
                        "SELECT 1 FROM sync.message WHERE account_id = ? AND thread_id IS NULL"
                                + " LIMIT 1",
                        row -> true,
                        account)
                .isPresent();
    }

    /** Messages of before there were threads. */
    List<Member> listWithout(UUID account, int atMost) {
        return sql.query(
                """
                SELECT id, message_id, in_reply_to, reference_ids FROM sync.message
                WHERE account_id = ? AND thread_id IS NULL LIMIT ?
                """,
                row ->
                        Member.of(
                                Columns.uuid(row, "id"),
                                Columns.findText(row, "message_id"),
                                List.of((String[]) row.getArray("reference_ids").getArray()),
                                Columns.findText(row, "in_reply_to")),
                account,
                atMost);
    }

    /** Puts stored messages into their threads. */
    void put(Map<UUID, UUID> threads) {
        sql.update(
                """
                UPDATE sync.message m SET thread_id = n.thread_id, sender = coalesce((
                    SELECT lower(p.address) FROM sync.participant p
                    WHERE p.message_id = m.id AND p.role = 'from' AND length(p.address) BETWEEN 1 AND 320
                    ORDER BY p.position LIMIT 1), '')
                FROM unnest(?::uuid[], ?::uuid[]) AS n (id, thread_id) WHERE m.id = n.id
                """,
                texts(threads.keySet()),
                texts(threads.values()));
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
