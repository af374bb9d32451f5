package dev.nightmail.mail.delivery;

import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.UUID;

/** Accounts as sync-service would have them. */
final class TestAccounts {

    private TestAccounts() {}

    static UUID newTenant() {
        var id = UUID.randomUUID();
        TestDatabase.sql()
                .transact(
                        Access.machinery(),
                        () ->
                                TestDatabase.sql()
                                        .update(
                                                "INSERT INTO core.tenant (id, name) VALUES (?, ?)",
                                                id,
                                                id.toString()));
        return id;
    }

    /** An account that sends through this port of localhost, over TLS. */
    static UUID newAccount(Sql sql, Secrets secrets, UUID tenant, int port) {
        var id = UUID.randomUUID();
        var secret = secrets.encrypt("secret", tenant, id);
        sql.transact(
                Access.request(tenant),
                () ->
                        sql.update(
                                """
                                INSERT INTO sync.account
                                    (id, tenant_id, address, name, imap_host, imap_port, imap_tls,
                                     smtp_host, smtp_port, smtp_tls, username, secret, active, state,
                                     sync_interval_minutes, next_due_at, created_at)
                                VALUES (?, ?, 'anna@example.org', 'Anna', 'localhost', 1, 'implicit',
                                        'localhost', ?, 'implicit', 'anna', ?, true, 'ok', 15,
                                        now(), now())
                                """,
                                id,
                                tenant,
                                port,
                                secret));
        return id;
    }
}
