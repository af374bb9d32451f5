package dev.nightmail.sync.oauth;

import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An account in the real database whose tokens an issuer of the test gives. */
final class VouchedAccount {

    final UUID tenant = UUID.randomUUID();
    final UUID id = UUID.randomUUID();
    final Secrets secrets = TestSecrets.fresh();
    private final Sql sql = TestDatabase.sql();
    private final TokenRepository tokens = new TokenRepository(sql, secrets);
    private final TestTokenIssuer issuer;

    VouchedAccount(TestTokenIssuer issuer) {
        this.issuer = issuer;
        TestDatabase.addTenant(tenant);
        sql.transact(Access.request(tenant), this::insert);
    }

    /** As a process of its own would get tokens. */
    AccessTokens process() {
        return new AccessTokens(
                sql, tokens, new Issuers(config()), new TokenClient(), System::nanoTime);
    }

    String get() throws TokenException {
        return process().get(tenant, id);
    }

    /** Makes the token due, with so much of its life left. */
    void makeDue(Duration left) {
        change(
                "refresh_at = jobs.clock(), expires_at = jobs.clock() + make_interval(secs => ?)",
                left);
    }

    /** Sets columns of the row. */
    void change(String columns, Object... values) {
        sql.transact(
                Access.request(tenant),
                () -> sql.update("UPDATE sync.oauth_token SET " + columns, values));
    }

    /** One column of the row, as text. */
    String read(String expression) {
        return sql.transaction(
                        Access.request(tenant),
                        () ->
                                sql.queryOne(
                                        "SELECT (" + expression + ")::text FROM sync.oauth_token",
                                        row -> row.getString(1)))
                .orElseThrow();
    }

    String refreshToken() {
        return sql.transaction(Access.worker(tenant), () -> tokens.find(id))
                .orElseThrow()
                .refresh();
    }

    private void insert() {
        sql.update(
                """
                INSERT INTO sync.account (id, tenant_id, address, name, imap_host, imap_port, imap_tls, smtp_host,
                                          smtp_port, smtp_tls, username, secret, active, state, oauth_provider,
                                          sync_interval_minutes, next_due_at, created_at)
                VALUES (?, ?, ?, '', 'localhost', 1, 'implicit', 'localhost', 1, 'implicit', 'ada', ?, false, 'paused',
                        'test', 15, jobs.clock(), jobs.clock())
                """,
                id,
                tenant,
                id + "@example.com",
                secrets.encrypt("", tenant, id));
        tokens.put(
                tenant,
                id,
                "test",
                new Tokens("access-0", Optional.of(TestTokenIssuer.FIRST), Duration.ofHours(1)));
    }

    private OAuthConfig config() {
        return new TestProviders(Map.of("test", new TestProvider(Optional.of(issuer.url()))));
    }
}
