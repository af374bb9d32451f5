package dev.nightmail.sync.oauth;

import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The tokens of accounts, in the caller's transaction. */
@ApplicationScoped
public class TokenRepository {

    private final Sql sql;
    private final Secrets secrets;

    public TokenRepository(Sql sql, Secrets secrets) {
        this.sql = sql;
        this.secrets = secrets;
    }

    /**
     * As it is now.
     *
     * @param version counts how often it was replaced
     * @param isDue whether it is time to refresh it
     * @param isAlive whether it can be used for another minute
     */
    record Stored(
            String provider,
            String access,
            String refresh,
            int version,
            boolean isDue,
            boolean isAlive) {

        @Override
        public String toString() {
            return "Stored[redacted]";
        }
    }

    Optional<Stored> find(UUID account) {
        return sql.queryOne(
                """
                SELECT account_id, tenant_id, provider, access_token, refresh_token, version,
                       refresh_at <= jobs.clock() AS due,
                       expires_at > jobs.clock() + interval '1 minute' AS alive
                FROM sync.oauth_token WHERE account_id = ?
                """,
                this::read,
                account);
    }

    /** The tokens of an account that an issuer vouches for from now on. */
    public void put(UUID tenant, UUID account, String provider, Tokens tokens) {
        sql.update(
                """
                INSERT INTO sync.oauth_token AS t (account_id, tenant_id, provider, access_token, refresh_token,
                                                   expires_at, refresh_at)
                VALUES (?, ?, ?, ?, ?, jobs.clock() + make_interval(secs => ?), jobs.clock() + make_interval(secs => ?))
                ON CONFLICT (account_id) DO UPDATE
                SET provider = excluded.provider, access_token = excluded.access_token,
                    refresh_token = excluded.refresh_token, expires_at = excluded.expires_at,
                    refresh_at = excluded.refresh_at, version = t.version + 1, lease = NULL, lease_until = NULL
                """,
                account,
                tenant,
                provider,
                secrets.encrypt(tokens.access(), tenant, account),
                secrets.encrypt(tokens.refresh().orElse(""), tenant, account),
                tokens.life(),
                Early.of(tokens.life()));
    }

    /** Whether this version is the caller's to refresh for half a minute. */
    boolean lease(UUID account, int version, UUID lease) {
        return sql.update(
                        """
                        UPDATE sync.oauth_token
                        SET lease = ?, lease_until = jobs.clock() + interval '30 seconds'
                        WHERE account_id = ? AND version = ? AND (lease_until IS NULL OR lease_until <= jobs.clock())
                        """,
                        lease,
                        account,
                        version)
                == 1;
    }

    /** This version counts no longer. */
    void expire(UUID account, int version) {
        sql.update(
                """
                UPDATE sync.oauth_token SET expires_at = jobs.clock(), refresh_at = jobs.clock()
                WHERE account_id = ? AND version = ?
                """,
                account,
                version);
    }

    /** Nobody asks the issuer for some seconds, since it has just failed. */
    void rest(UUID account, UUID lease) {
        sql.update(
                """
                UPDATE sync.oauth_token SET lease_until = jobs.clock() + interval '5 seconds'
                WHERE account_id = ? AND lease = ?
                """,
                account,
                lease);
    }

    /** Replaces what was seen; false when it has been replaced since. */
    boolean replace(UUID tenant, UUID account, Stored seen, Tokens fresh) {
        var refresh = fresh.refresh().orElse(seen.refresh());
        return sql.update(
                        """
                        UPDATE sync.oauth_token
                        SET access_token = ?, refresh_token = ?, version = version + 1, lease = NULL,
                            lease_until = NULL, expires_at = jobs.clock() + make_interval(secs => ?),
                            refresh_at = jobs.clock() + make_interval(secs => ?)
                        WHERE account_id = ? AND version = ?
                        """,
                        secrets.encrypt(fresh.access(), tenant, account),
                        secrets.encrypt(refresh, tenant, account),
                        fresh.life(),
                        Early.of(fresh.life()),
                        account,
                        seen.version())
                == 1;
    }

    private Stored read(ResultSet row) throws SQLException {
        var tenant = Columns.uuid(row, "tenant_id");
        var account = Columns.uuid(row, "account_id");
        return new Stored(
                row.getString("provider"),
                secrets.decrypt(row.getBytes("access_token"), tenant, account),
                secrets.decrypt(row.getBytes("refresh_token"), tenant, account),
                row.getInt("version"),
                row.getBoolean("due"),
                row.getBoolean("alive"));
    }
}
