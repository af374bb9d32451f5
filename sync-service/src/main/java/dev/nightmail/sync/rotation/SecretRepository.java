package dev.nightmail.sync.rotation;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** Cipher texts and the keys they are under, in the caller's transaction. */
@ApplicationScoped
class SecretRepository {

    /**
     * Every column that is encrypted under the key set and stays; one that is forgotten here is
     * lost. Objects are encrypted under keys of their owners, which are such columns themselves.
     */
    enum Store {
        PASSWORD("sync.account", "id", "secret", "secret_key"),
        ACCESS_TOKEN("sync.oauth_token", "account_id", "access_token", "access_key"),
        REFRESH_TOKEN("sync.oauth_token", "account_id", "refresh_token", "refresh_key"),
        DATA_KEY("core.data_key", "owner_id", "wrapped", "wrapped_key");

        /** In the order in which they are gone through. */
        static final List<Store> ALL = List.of(values());

        private final String table;
        private final String owner;
        private final String column;
        private final String key;

        Store(String table, String owner, String column, String key) {
            this.table = table;
            this.owner = owner;
            this.column = column;
            this.key = key;
        }

        /** The statement with the store's names in their places. */
        private String in(String sql) {
            return sql.replace("$table", table)
                    .replace("$owner", owner)
                    .replace("$key", key)
                    .replace("$column", column);
        }
    }

    /** A secret and whose it is. */
    record Stored(UUID owner, ByteBuffer cipherText) {}

    private final Sql sql;

    SecretRepository(Sql sql) {
        this.sql = sql;
    }

    /** Tenants with secrets under another key than this. */
    List<UUID> listTenants(byte[] primary) {
        return Store.ALL.stream()
                .flatMap(store -> listTenants(store, primary).stream())
                .distinct()
                .toList();
    }

    private List<UUID> listTenants(Store store, byte[] primary) {
        return sql.query(
                store.in("SELECT DISTINCT tenant_id FROM $table WHERE $key < ? OR $key > ?"),
                row -> Columns.uuid(row, "tenant_id"),
                primary,
                primary);
    }

    /** Secrets under another key than this, by their owners' ids. */
    List<Stored> list(Store store, byte[] primary, UUID after, int limit) {
        return sql.query(
                store.in(
                        """
                        SELECT $owner, $column FROM $table WHERE $key <> ? AND $owner > ? ORDER BY $owner LIMIT ?
                        """),
                row ->
                        new Stored(
                                Columns.uuid(row, store.owner),
                                ByteBuffer.wrap(row.getBytes(store.column))),
                primary,
                after,
                limit);
    }

    /** How many are under another key than this. */
    long count(byte[] primary) {
        return Store.ALL.stream().mapToLong(store -> count(store, primary)).sum();
    }

    private long count(Store store, byte[] primary) {
        return sql.queryOne(
                        store.in("SELECT count(*) FROM $table WHERE $key <> ?"),
                        row -> row.getLong(1),
                        primary)
                .orElseThrow();
    }

    /** Whether it was still there as it was seen. */
    boolean replace(Store store, Stored seen, byte[] cipherText) {
        return sql.update(
                        store.in("UPDATE $table SET $column = ? WHERE $owner = ? AND $column = ?"),
                        cipherText,
                        seen.owner(),
                        seen.cipherText().array())
                == 1;
    }
}
