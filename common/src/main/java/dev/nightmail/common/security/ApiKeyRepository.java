package dev.nightmail.common.security;

import dev.nightmail.common.id.Sha256;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tenants and the keys that open their API, in the caller's transaction where nothing else is said.
 * Keys are stored as hashes only.
 */
@ApplicationScoped
public class ApiKeyRepository {

    /** By which a key is told from a token. */
    static final String KEY_PREFIX = "nm_";

    private static final int KEY_BYTES = 32;

    private static final String COLUMNS =
            "id, tenant_id, name, scopes, made_by, created_at, expires_at, last_used_at, revoked_at";

    private static final String VALID =
            """
            SELECT id, tenant_id, scopes,
                   coalesce(last_used_at < jobs.clock() - interval '1 minute', true) AS is_use_unknown
            FROM core.api_key
            WHERE hash = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > jobs.clock())
            """;

    /** Of many requests at the same time one writes, and none waits. */
    private static final String USED =
            """
            UPDATE core.api_key SET last_used_at = jobs.clock()
            WHERE id = (SELECT id FROM core.api_key
                        WHERE id = ? AND coalesce(last_used_at < jobs.clock() - interval '1 minute', true)
                        FOR UPDATE SKIP LOCKED)
            """;

    private final Sql sql;

    public ApiKeyRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * A key that is about to be made.
     *
     * @param madeBy the actor
     * @param expiresAt from then on it opens nothing; without it, it opens until it is revoked
     */
    public record NewKey(
            UUID id, String name, Scopes scopes, String madeBy, Optional<Instant> expiresAt) {}

    /** What is known of a key; not the key. */
    public record StoredKey(
            UUID id,
            UUID tenant,
            String name,
            Scopes scopes,
            String madeBy,
            Instant createdAt,
            Times times) {}

    /** What has become of a key. */
    public record Times(
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt,
            Optional<Instant> revokedAt) {}

    /** Adds a tenant of that name; the one that there is when there is one. */
    public UUID openTenant(UUID id, String name) {
        return sql.queryOne(
                        """
                        INSERT INTO core.tenant (id, name) VALUES (?, ?)
                        ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id
                        """,
                        row -> Columns.uuid(row, "id"),
                        id,
                        name)
                .orElseThrow();
    }

    /** The key itself; the only time that it is seen. */
    public String insert(UUID tenant, NewKey wanted) {
        var key =
                KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes());
        sql.update(
                """
                INSERT INTO core.api_key (id, tenant_id, name, hash, scopes, made_by, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                wanted.id(),
                tenant,
                wanted.name(),
                hash(key),
                wanted.scopes().sorted().toArray(String[]::new),
                wanted.madeBy(),
                wanted.expiresAt());
        return key;
    }

    public Optional<StoredKey> find(UUID id) {
        return sql.queryOne(
                "SELECT " + COLUMNS + " FROM core.api_key WHERE id = ?",
                ApiKeyRepository::toStored,
                id);
    }

    /** The latest first, from the one made before that. */
    public List<StoredKey> list(UUID before, int limit) {
        return sql.query(
                "SELECT " + COLUMNS + " FROM core.api_key WHERE id < ? ORDER BY id DESC LIMIT ?",
                ApiKeyRepository::toStored,
                before,
                limit);
    }

    /** It opens nothing from the commit on. False when it was revoked before. */
    public boolean revoke(UUID id) {
        return sql.update(
                        "UPDATE core.api_key SET revoked_at = jobs.clock() WHERE id = ? AND revoked_at IS NULL",
                        id)
                == 1;
    }

    /**
     * In a transaction of its own, over all tenants, because only the key says which one it is; it
     * is asked at each request, so that a revocation holds at once.
     */
    Optional<Identity> findValid(String key) {
        return sql.transaction(
                Access.machinery(),
                () -> {
                    var found = sql.queryOne(VALID, ApiKeyRepository::toFound, hash(key));
                    found.filter(Found::isUseUnknown)
                            .ifPresent(used -> sql.update(USED, used.id()));
                    return found.map(Found::identity);
                });
    }

    /** In a transaction of its own. */
    boolean hasTenant(UUID id) {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.queryOne("SELECT id FROM core.tenant WHERE id = ?", row -> true, id)
                                .isPresent());
    }

    private record Found(UUID id, UUID tenant, Scopes scopes, boolean isUseUnknown) {

        Identity identity() {
            return new Identity(tenant, "key:" + id, scopes);
        }
    }

    private static Found toFound(ResultSet row) throws SQLException {
        return new Found(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "tenant_id"),
                scopes(row),
                row.getBoolean("is_use_unknown"));
    }

    private static StoredKey toStored(ResultSet row) throws SQLException {
        return new StoredKey(
                Columns.uuid(row, "id"),
                Columns.uuid(row, "tenant_id"),
                row.getString("name"),
                scopes(row),
                row.getString("made_by"),
                Columns.instant(row, "created_at"),
                new Times(
                        Columns.findInstant(row, "expires_at"),
                        Columns.findInstant(row, "last_used_at"),
                        Columns.findInstant(row, "revoked_at")));
    }

    private static Scopes scopes(ResultSet row) throws SQLException {
        return Scopes.of(List.of((String[]) row.getArray("scopes").getArray()));
    }

    private static byte[] randomBytes() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] hash(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    }
}
