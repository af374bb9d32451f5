package dev.nightmail.common.event;

import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What the relay reads and deletes. */
@ApplicationScoped
class OutboxRepository {

    private static final String TAKE_OVER =
            """
            INSERT INTO events.relay AS r (service, worker_id) VALUES (?, ?)
            ON CONFLICT (service) DO UPDATE SET worker_id = excluded.worker_id
            WHERE r.worker_id = excluded.worker_id
               OR NOT EXISTS (SELECT FROM jobs.worker w WHERE w.id = r.worker_id AND w.expires_at > jobs.clock())
            """;

    private final Sql sql;

    OutboxRepository(Sql sql) {
        this.sql = sql;
    }

    /** A fact that waits for Kafka. */
    record Waiting(long id, String topic, String key, String event) {}

    /** True when this worker is the one that relays, or may be from now on. */
    boolean takeOver(String service, UUID worker) {
        return sql.transaction(
                Access.machinery(), () -> sql.update(TAKE_OVER, service, worker) == 1);
    }

    /**
     * The oldest facts. No watermark is kept, so a transaction that commits late is not passed
     * over.
     */
    List<Waiting> list(String service, int atMost) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.query(
                                "SELECT id, topic, key, event FROM events.outbox WHERE service = ? ORDER BY id LIMIT ?",
                                row ->
                                        new Waiting(
                                                row.getLong("id"),
                                                row.getString("topic"),
                                                row.getString("key"),
                                                row.getString("event")),
                                service,
                                atMost));
    }

    void delete(Collection<Long> ids) {
        var texts = ids.stream().map(String::valueOf).toArray(String[]::new);
        sql.transact(
                Access.machinery(),
                () ->
                        sql.update(
                                "DELETE FROM events.outbox WHERE id = ANY (?::bigint[])",
                                (Object) texts));
    }
}
