package dev.nightmail.sync.contact;

import dev.nightmail.common.sql.Columnar;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/** Contacts, in the transaction of a running job. */
@ApplicationScoped
class ContactRepository {

    private static final String ADD =
            """
            INSERT INTO sync.contact AS c (account_id, tenant_id, address, name, name_at, sent_to, received_from,
                                           first_seen_at, last_seen_at)
            SELECT ?, ?, address, name, name_at, sent_to, received_from, first_seen_at, last_seen_at
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
                AS n (address, name, name_at, sent_to, received_from, first_seen_at, last_seen_at)
            ON CONFLICT (account_id, address) DO UPDATE
            SET name = CASE WHEN excluded.name <> '' AND (c.name = '' OR excluded.name_at >= c.name_at)
                            THEN excluded.name ELSE c.name END,
                name_at = CASE WHEN excluded.name <> '' AND (c.name = '' OR excluded.name_at >= c.name_at)
                               THEN excluded.name_at ELSE c.name_at END,
                sent_to = c.sent_to + excluded.sent_to,
                received_from = c.received_from + excluded.received_from,
                first_seen_at = least(c.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(c.last_seen_at, excluded.last_seen_at)
            """;

    private final Sql sql;

    ContactRepository(Sql sql) {
        this.sql = sql;
    }

    /** The account's own; empty when it is gone. */
    Optional<String> findAddress(UUID account) {
        return sql.queryOne(
                "SELECT address FROM sync.account WHERE id = ?", row -> row.getString(1), account);
    }

    /** Adds what messages tell of contacts, by their addresses in order. */
    void add(UUID tenant, UUID account, SortedMap<String, Tally> tallies) {
        var t = new Columnar<Map.Entry<String, Tally>>(List.copyOf(tallies.entrySet()));
        sql.update(
                ADD,
                account,
                tenant,
                t.texts(Map.Entry::getKey),
                t.texts(n -> n.getValue().name()),
                t.texts(n -> n.getValue().nameAt()),
                t.texts(n -> n.getValue().sentTo()),
                t.texts(n -> n.getValue().receivedFrom()),
                t.texts(n -> n.getValue().span().first()),
                t.texts(n -> n.getValue().span().last()));
    }
}
