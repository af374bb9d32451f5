package dev.nightmail.common.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.ingest.Reading.Item;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes items by the batch, in the order of their ids, so that two batches never block each other.
 */
@ApplicationScoped
class IngestRepository {

    /** A row that is not written is locked all the same, and is what the look finds. */
    private static final String WRITE =
            """
            INSERT INTO {table} AS kept (tenant_id, received_at, external_id, version, deleted, {columns})
            SELECT ?, ?, given.* FROM unnest({arrays}) AS given
            ON CONFLICT (tenant_id, external_id) DO UPDATE
            SET (received_at, version, deleted, {columns})
                = ROW (excluded.received_at, excluded.version, excluded.deleted, {excluded})
            WHERE kept.version < excluded.version
            RETURNING new.external_id,
                      CASE WHEN new.deleted THEN 'deleted'
                           WHEN coalesce(old.deleted, true) THEN 'created'
                           ELSE 'updated' END AS outcome
            """;

    /**
     * A statement of its own: what somebody else has just committed is seen by the next one only.
     */
    private static final String LOOK =
            """
            SELECT given.external_id,
                   CASE WHEN kept.version > given.version THEN 'stale'
                        WHEN ROW (kept.deleted, {kept}) IS DISTINCT FROM ROW (given.deleted, {given}) THEN 'conflict'
                        ELSE 'unchanged' END AS outcome
            FROM unnest({arrays}) AS given (external_id, version, deleted, {columns})
            JOIN {table} AS kept ON kept.tenant_id = ? AND kept.external_id = given.external_id
            """;

    private static final String FIND =
            """
            SELECT external_id, version, deleted, received_at,
                   jsonb_strip_nulls(jsonb_build_object({members}))::text AS fields
            FROM {table} WHERE tenant_id = ? AND external_id = ?
            """;

    private final Sql sql;
    private final InstantSource clock;
    private final ObjectMapper json;

    IngestRepository(Sql sql, InstantSource clock, ObjectMapper json) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
    }

    /**
     * What becomes of each item, in their order. Of those with one id the highest version counts.
     */
    List<ItemOutcome> upsert(UUID tenant, IngestType type, List<Item> items) {
        var highest = new TreeMap<String, Integer>();
        for (int place = 0; place < items.size(); place++) {
            highest.merge(
                    items.get(place).externalId(),
                    place,
                    (one, other) ->
                            items.get(other).version() > items.get(one).version() ? other : one);
        }
        var settled = settle(tenant, type, highest.values().stream().map(items::get).toList());
        var outcomes = new ArrayList<ItemOutcome>(items.size());
        for (int place = 0; place < items.size(); place++) {
            var item = items.get(place);
            int top = highest.getOrDefault(item.externalId(), place);
            outcomes.add(
                    top == place
                            ? settled.getOrDefault(item.externalId(), ItemOutcome.STALE)
                            : beside(items.get(top), item));
        }
        return outcomes;
    }

    Optional<StoredItemView> find(UUID tenant, IngestType type, String externalId) {
        return sql.queryOne(fill(FIND, type), this::view, tenant, externalId);
    }

    /** Of these tenants those that there are. */
    List<UUID> knownTenants(Collection<UUID> tenants) {
        return sql.query(
                "SELECT id FROM core.tenant WHERE id = ANY (?::uuid[])",
                row -> Columns.uuid(row, "id"),
                (Object) tenants.stream().map(UUID::toString).toArray(String[]::new));
    }

    /** Of an item in one batch with a higher or equal version of the same. */
    private static ItemOutcome beside(Item top, Item item) {
        if (item.version() < top.version()) {
            return ItemOutcome.STALE;
        }
        return item.equals(top) ? ItemOutcome.UNCHANGED : ItemOutcome.CONFLICT;
    }

    private Map<String, ItemOutcome> settle(UUID tenant, IngestType type, List<Item> items) {
        var settled = new HashMap<String, ItemOutcome>();
        var args = new ArrayList<Object>(List.of(tenant, clock.instant()));
        args.addAll(arrays(type, items));
        run(fill(WRITE, type), args, settled);
        var left = items.stream().filter(item -> !settled.containsKey(item.externalId())).toList();
        if (!left.isEmpty()) {
            var look = arrays(type, left);
            look.add(tenant);
            run(fill(LOOK, type), look, settled);
        }
        return settled;
    }

    private void run(String statement, List<Object> args, Map<String, ItemOutcome> settled) {
        sql.query(
                        statement,
                        row ->
                                Map.entry(
                                        row.getString("external_id"),
                                        ItemOutcome.valueOf(
                                                row.getString("outcome").toUpperCase(Locale.ROOT))),
                        args.toArray())
                .forEach(row -> settled.put(row.getKey(), row.getValue()));
    }

    private StoredItemView view(ResultSet row) throws SQLException {
        try {
            return new StoredItemView(
                    row.getString("external_id"),
                    row.getLong("version"),
                    row.getBoolean("deleted"),
                    Columns.instant(row, "received_at"),
                    json.readTree(row.getString("fields")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL writes JSON", e);
        }
    }

    /** One for each column, in their order. */
    private static List<Object> arrays(IngestType type, List<Item> items) {
        var arrays = new ArrayList<Object>();
        arrays.add(texts(items, Item::externalId));
        arrays.add(texts(items, item -> String.valueOf(item.version())));
        arrays.add(texts(items, item -> String.valueOf(item.deleted())));
        for (int field = 0; field < type.fields().size(); field++) {
            int place = field;
            arrays.add(texts(items, item -> item.values().get(place).orElse(null)));
        }
        return arrays;
    }

    private static @Nullable String[] texts(
            List<Item> items, Function<Item, @Nullable String> column) {
        var texts = new @Nullable String[items.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = column.apply(items.get(i));
        }
        return texts;
    }

    private static String fill(String statement, IngestType type) {
        return statement
                .replace("{table}", type.table())
                .replace("{columns}", list(type, Field::column))
                .replace("{excluded}", list(type, field -> "excluded." + field.column()))
                .replace("{kept}", list(type, field -> "kept." + field.column()))
                .replace("{given}", list(type, field -> "given." + field.column()))
                .replace(
                        "{members}",
                        list(type, field -> "'%s', %s".formatted(field.name(), shown(field))))
                .replace(
                        "{arrays}",
                        "?::text[], ?::bigint[], ?::boolean[], "
                                + list(type, field -> "?::" + field.sqlType() + "[]"));
    }

    private static String list(IngestType type, Function<Field, String> part) {
        return type.fields().stream().map(part).collect(Collectors.joining(", "));
    }

    /** Times in UTC, whatever the session's zone is. */
    private static String shown(Field field) {
        return field.sqlType().equals("timestamptz")
                ? "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                        .formatted(field.column())
                : field.column();
    }
}
