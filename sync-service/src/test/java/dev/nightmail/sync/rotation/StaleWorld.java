package dev.nightmail.sync.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.oauth.TokenRepository;
import dev.nightmail.sync.oauth.Tokens;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A tenant whose accounts are encrypted under a key that is the primary one no longer. */
final class StaleWorld implements JobContract.World<RotateSecretsJob.Args> {

    final UUID tenant = UUID.randomUUID();
    final TestJobs engine;
    final Secrets before;
    final Secrets after;

    /** The new key, when the old one has gone from the key set. */
    final Secrets onlyAfter;

    final RotateSecretsJob job;

    StaleWorld(TestJobs engine, int accounts) {
        this.engine = engine;
        var keyset = Secrets.newKeyset();
        before = TestSecrets.of(keyset);
        var both = Secrets.promoted(Secrets.withNewKey(keyset));
        after = TestSecrets.of(both);
        onlyAfter = TestSecrets.of(withoutOldKeys(both));
        job = new RotateSecretsJob(new SecretRepository(engine.sql), after);
        TestDatabase.addTenant(tenant);
        for (int i = 0; i < accounts; i++) {
            add(before, "secret " + i);
        }
    }

    private static String withoutOldKeys(String keyset) {
        try {
            var json = new ObjectMapper().readTree(keyset);
            var primary = json.path("primaryKeyId");
            var keys = json.withArray("key").elements();
            while (keys.hasNext()) {
                if (!keys.next().path("keyId").equals(primary)) {
                    keys.remove();
                }
            }
            return json.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An account with a secret under that key set. */
    void add(Secrets secrets, String secret) {
        var id = UUID.randomUUID();
        TestDatabase.sql().transact(Access.request(tenant), () -> insert(id, secrets, secret));
    }

    private void insert(UUID id, Secrets secrets, String secret) {
        TestDatabase.sql()
                .update(
                        """
                        INSERT INTO sync.account (id, tenant_id, address, name, imap_host, imap_port, imap_tls,
                                                  smtp_host, smtp_port, smtp_tls, username, secret, active, state,
                                                  sync_interval_minutes, next_due_at, created_at)
                        VALUES (?, ?, ?, '', 'localhost', 1, 'implicit', 'localhost', 1, 'implicit', ?, ?, false,
                                'paused', 15, jobs.clock(), jobs.clock())
                        """,
                        id,
                        tenant,
                        id + "@example.com",
                        secret,
                        secrets.encrypt(secret, tenant, id));
    }

    /** Tokens of the only account, under the key that was the primary one. */
    void addTokens() {
        var tokens = new Tokens("access", Optional.of("refresh"), Duration.ofHours(1));
        var repository = new TokenRepository(TestDatabase.sql(), before);
        TestDatabase.sql()
                .transact(
                        Access.request(tenant),
                        () -> repository.put(tenant, account(), "test", tokens));
    }

    /** One of them, read under the key that is the primary one. */
    String token(String column) {
        var sql = TestDatabase.sql();
        return sql.transaction(
                Access.request(tenant),
                () ->
                        sql.queryOne(
                                        "SELECT " + column + " FROM sync.oauth_token",
                                        row -> after.decrypt(row.getBytes(1), tenant, account()))
                                .orElseThrow());
    }

    private UUID account() {
        return TestDatabase.sql()
                .queryOne("SELECT id FROM sync.account", row -> row.getObject("id", UUID.class))
                .orElseThrow();
    }

    @Override
    public Job<RotateSecretsJob.Args> job() {
        return job;
    }

    @Override
    public RotateSecretsJob.Args args() {
        return new RotateSecretsJob.Args();
    }

    @Override
    public UUID tenant() {
        return tenant;
    }

    @Override
    public UUID enqueue() {
        return engine.enqueue(job, args(), tenant);
    }

    /** Of each account whether its secret is what it was, and under which key. */
    @Override
    public List<String> digest() {
        return TestDatabase.sql()
                .transaction(
                        Access.request(tenant),
                        () ->
                                TestDatabase.sql()
                                        .query(
                                                "SELECT id, username, secret, secret_key FROM sync.account"
                                                        + " WHERE tenant_id = ? ORDER BY username",
                                                row -> {
                                                    var id = row.getObject("id", UUID.class);
                                                    var secret = row.getBytes("secret");
                                                    var plain = after.decrypt(secret, tenant, id);
                                                    return row.getString("username")
                                                            + (plain.equals(
                                                                            row.getString(
                                                                                    "username"))
                                                                    ? " kept"
                                                                    : " lost")
                                                            + (Arrays.equals(
                                                                            row.getBytes(
                                                                                    "secret_key"),
                                                                            after.primaryKey())
                                                                    ? " new key"
                                                                    : " old key");
                                                },
                                                tenant));
    }
}
