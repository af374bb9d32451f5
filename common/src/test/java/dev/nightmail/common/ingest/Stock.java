package dev.nightmail.common.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.ingest.Reading.Item;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestClock;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The plans of a tenant on the real database. */
final class Stock {

    final Sql sql = TestDatabase.sql();
    final UUID tenant = UUID.randomUUID();
    final IngestType plans = new TestPlans();
    final IngestRepository items = new IngestRepository(sql, new TestClock(), new ObjectMapper());

    /** A plan whose content is told by its name. */
    static Item plan(String id, long version, String name) {
        return new Item(id, version, false, values(name, "2026-01-01"));
    }

    static Item tombstone(String id, long version) {
        var none = Optional.<String>empty();
        return new Item(id, version, true, List.of(none, none, none, none, none, none));
    }

    static List<Optional<String>> values(String name, String cycleStart) {
        return List.of(
                Optional.of(name),
                Optional.of("1000"),
                Optional.empty(),
                Optional.of(cycleStart),
                Optional.of("P1M"),
                Optional.of("Europe/Berlin"));
    }

    List<ItemOutcome> upsert(Item... batch) {
        return upsert(List.of(batch));
    }

    List<ItemOutcome> upsert(List<Item> batch) {
        return sql.transaction(Access.request(tenant), () -> items.upsert(tenant, plans, batch));
    }

    Optional<StoredItemView> find(String id) {
        return sql.transaction(Access.request(tenant), () -> items.find(tenant, plans, id));
    }

    /** Id, version and name of each, by id; a tombstone has no name. */
    List<String> rows() {
        return sql.transaction(
                Access.request(tenant),
                () ->
                        sql.query(
                                """
                                SELECT concat_ws(' ', external_id, version, name) AS line FROM core.plan
                                ORDER BY external_id COLLATE "C"
                                """,
                                row -> row.getString("line")));
    }
}
