package dev.nightmail.sync.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.health.TestHealth;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J19")
@Tag("S5")
class AccountProbeTest {

    private static final String TENANT = "00000000-0000-7000-8000-000000000001";

    private final TestHealth health = TestHealth.empty();
    private final AccountProbe probe =
            new AccountProbe(new AccountHealthRepository(health.sql), TestHealth::usual);

    @AfterEach
    void close() {
        health.close();
    }

    @Test
    void ledgerThatDoesNotMatchIsRaisedAndResolved() {
        addMailbox();
        look();
        assertThat(health.open()).isEmpty();

        mailbox("problem = 'incomplete'");
        look();
        assertThat(health.open()).containsExactly("unhealthy-ledger of all");

        mailbox("problem = ''");
        look();
        health.later(Duration.ofMinutes(5));
        look();
        assertThat(health.open()).isEmpty();
    }

    @Test
    void accountsAreATroubleWhenOverATenthOfThemFail() {
        addAccounts(20);
        account("state = 'error' WHERE smtp_port <= 2");
        look();
        assertThat(health.open()).isEmpty();

        account("state = 'warning' WHERE smtp_port = 3");
        look();
        assertThat(health.open()).containsExactly("failing of all");

        account("state = 'ok' WHERE smtp_port = 3");
        look();
        health.later(Duration.ofMinutes(5));
        look();
        assertThat(health.open()).isEmpty();
    }

    private void look() {
        health.later(Duration.ofSeconds(10));
        health.process(probe).look();
    }

    private void addMailbox() {
        execute(
                """
                INSERT INTO sync.mailbox (id, tenant_id, account_id, name, wire_name, selected)
                VALUES (gen_random_uuid(), '%s', gen_random_uuid(), 'INBOX', 'INBOX', true)
                """
                        .formatted(TENANT));
    }

    private void mailbox(String change) {
        execute("UPDATE sync.mailbox SET " + change);
    }

    private void addAccounts(int number) {
        execute("INSERT INTO core.tenant (id, name) VALUES ('%s', 'test')".formatted(TENANT));
        execute(
                """
                INSERT INTO sync.account (id, tenant_id, address, name, imap_host, imap_port, imap_tls, smtp_host,
                                          smtp_port, smtp_tls, username, secret, active, state,
                                          sync_interval_minutes, next_due_at, created_at)
                SELECT gen_random_uuid(), '%s', n || '@example.org', '', 'h', 1, 'implicit', 'h', n, 'implicit', 'u', '',
                       true, 'ok', 15, now(), now()
                FROM generate_series(1, %d) n
                """
                        .formatted(TENANT, number));
    }

    private void account(String change) {
        execute("UPDATE sync.account SET " + change);
    }

    /** Both tables are open to their owner, as they are to the machinery. */
    private void execute(String statement) {
        health.database.executeAsOwner(statement);
    }
}
