package dev.nightmail.mail.delivery;

import dev.nightmail.common.security.TestSecurity;
import dev.nightmail.common.sql.Access;
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
    static UUID newAccount(UUID tenant, int port) {
        var id = UUID.randomUUID();
        var secret = TestSecurity.secrets().encrypt("secret", tenant, id);
        TestDatabase.sql()
                .transact(
                        Access.request(tenant),
                        () ->
                                TestDatabase.sql()
                                        .update(
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
