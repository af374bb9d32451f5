package dev.nightmail.sync.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S4")
class DueAccountsTest {

    private static final int ACCOUNTS = 2 * SyncStateRepository.BATCH + 1;

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();
    private final DueAccounts due =
            new DueAccounts(
                    engine.sql,
                    new SyncStateRepository(
                            engine.sql, TestCredentials.of(engine.sql, TestSecrets.fresh())),
                    engine.jobs);

    @BeforeEach
    void addAccounts() {
        TestDatabase.addTenant(tenant);
        TestDatabase.asOwner(
                """
                INSERT INTO sync.account (id, tenant_id, address, name, imap_host, imap_port, imap_tls, smtp_host,
                                          smtp_port, smtp_tls, username, secret, active, state, sync_interval_minutes,
                                          next_due_at, created_at)
                SELECT gen_random_uuid(), '%s', n || '@example.com', '', 'localhost', 1, 'implicit', 'localhost', 1,
                       'implicit', 'nobody', '', true, 'ok', 15, jobs.clock(), jobs.clock()
                FROM generate_series(1, %d) n
                """
                        .formatted(tenant, ACCOUNTS));
    }

    @AfterEach
    void switchThemOff() {
        TestDatabase.asOwner(
                "UPDATE sync.account SET active = false WHERE tenant_id = '%s'".formatted(tenant));
    }

    @Test
    void sweepTakesAllThatAreDueHoweverMany() {
        assertThat(countDue()).isEqualTo(ACCOUNTS);

        due.sweep();

        assertThat(countDue()).isZero();
    }

    private int countDue() {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql
                                .queryOne(
                                        """
                                        SELECT count(*) FROM sync.account
                                        WHERE tenant_id = ? AND next_due_at <= jobs.clock()
                                        """,
                                        row -> row.getInt(1),
                                        tenant)
                                .orElseThrow());
    }
}
