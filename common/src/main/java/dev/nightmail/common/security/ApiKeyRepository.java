package dev.nightmail.common.security;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Tenants and the keys that open their API. Keys are stored as hashes only. */
@ApplicationScoped
public class ApiKeyRepository {

    private static final String KEY_PREFIX = "nm_";
    private static final int KEY_BYTES = 32;

    private static final String OPEN =
            """
            WITH tenant AS (
                INSERT INTO core.tenant (id, name) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id)
            INSERT INTO core.api_key (id, tenant_id, name, hash)
            SELECT ?, tenant.id, 'made by the command line', ? FROM tenant
            RETURNING tenant_id
            """;

    private final Sql sql;

    public ApiKeyRepository(Sql sql) {
        this.sql = sql;
    }

    /** A tenant's first key; the only time that it is seen. */
    public record Opened(UUID tenantId, String key) {}

    /** A way to a connection in a transaction of the machinery. */
    @FunctionalInterface
    public interface Connect {
        Connection connect() throws SQLException;
    }

    /**
     * Adds a tenant with one key; for a name that exists, a further key of that tenant. Commits.
     */
    public static Opened open(Connect database, Ids ids, String tenantName) throws SQLException {
        var key =
                KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes());
        try (var connection = database.connect();
                var statement = connection.prepareStatement(OPEN)) {
            statement.setObject(1, ids.next());
            statement.setString(2, tenantName);
            statement.setObject(3, ids.next());
            statement.setBytes(4, hash(key));
            try (var rows = statement.executeQuery()) {
                rows.next();
                var opened = new Opened(Columns.uuid(rows, "tenant_id"), key);
                connection.commit();
                return opened;
            }
        }
    }

    /** Looks over all tenants, because only the key says which one it is. */
    Optional<ApiKey> findValid(String key) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.queryOne(
                                "SELECT id, tenant_id FROM core.api_key WHERE hash = ? AND revoked_at IS NULL",
                                row ->
                                        new ApiKey(
                                                Columns.uuid(row, "id"),
                                                Columns.uuid(row, "tenant_id")),
                                hash(key)));
    }

    private static byte[] randomBytes() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
