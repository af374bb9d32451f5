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

    private final Sql sql;

    SecretRepository(Sql sql) {
        this.sql = sql;
    }

    /** A secret and whose it is. */
    record Stored(UUID owner, ByteBuffer cipherText) {}

    /** Tenants with secrets under another key than this. */
    List<UUID> listTenants(byte[] primary) {
        return sql.query(
                """
                SELECT tenant_id FROM sync.account WHERE secret_key < ?
                UNION SELECT tenant_id FROM sync.account WHERE secret_key > ?
                """,
                row -> Columns.uuid(row, "tenant_id"),
                primary,
                primary);
    }

    /** Secrets under another key than this, by their owners' ids. */
    List<Stored> list(byte[] primary, UUID after, int limit) {
        return sql.query(
                """
                SELECT id, secret FROM sync.account WHERE secret_key <> ? AND id > ? ORDER BY id LIMIT ?
                """,
                row -> new Stored(Columns.uuid(row, "id"), ByteBuffer.wrap(row.getBytes("secret"))),
                primary,
                after,
                limit);
    }

    long count(byte[] primary) {
        return sql.queryOne(
                        "SELECT count(*) FROM sync.account WHERE secret_key <> ?",
                        row -> row.getLong(1),
                        primary)
                .orElseThrow();
    }

    /** Whether it was still there as it was seen. */
    boolean replace(Stored seen, byte[] cipherText) {
        return sql.update(
                        "UPDATE sync.account SET secret = ? WHERE id = ? AND secret = ?",
                        cipherText,
                        seen.owner(),
                        seen.cipherText().array())
                == 1;
    }
}
