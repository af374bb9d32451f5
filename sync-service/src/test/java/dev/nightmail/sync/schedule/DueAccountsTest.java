package dev.nightmail.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.schedule.SchedulerConfig.Mode;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.SetTime;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.TestAccountRow;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Accounts of a host of the test's own, beside those of other tests. */
@Tag("S4")
class DueAccountsTest {

    private static final int NO_LIMIT = 5000;

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();
    private final String host = tenant + ".example.com";

    @BeforeEach
    void addTenant() {
        TestDatabase.addTenant(tenant);
    }

    @AfterEach
    void switchThemOff() {
        TestDatabase.asOwner(
                "UPDATE sync.account SET active = false WHERE tenant_id = '%s'".formatted(tenant));
    }

    @Test
    void sweepTakesAllThatAreDueHoweverMany() {
        add(1100, "jobs.clock()");

        while (sweep(NO_LIMIT, NO_LIMIT) > 0) {}

        assertThat(jobs("true")).isEqualTo(1100);
        assertThat(accounts("next_due_at <= jobs.clock()")).isZero();
    }

    @Test
    void accountThatIsNotDueIsNotSynced() {
        add(1, "jobs.clock() + interval '1 minute'");

        sweep(NO_LIMIT, NO_LIMIT);

        assertThat(jobs("true")).isZero();
    }

    @Test
    void nextCycleIsDueALittleBeforeTheIntervalIsOver() {
        add(50, "jobs.clock()");

        sweep(NO_LIMIT, NO_LIMIT);

        assertThat(
                        accounts(
                                """
                                next_due_at BETWEEN jobs.clock() + interval '13 minutes' AND jobs.clock() + interval '14.5 minutes'
                                """))
                .isEqualTo(50);
        assertThat(accounts("cycle_due_at <= jobs.clock()")).isEqualTo(50);
    }

    @Test
    @Tag("S8")
    void noMoreSyncsOfAHostAreAdmittedThanItMayHaveConnections() {
        add(5, "jobs.clock()");

        sweep(3, NO_LIMIT);
        sweep(3, NO_LIMIT);

        assertThat(jobs("true")).isEqualTo(3);

        end(2);
        sweep(3, NO_LIMIT);

        assertThat(jobs("true")).isEqualTo(3);
        assertThat(accounts("next_due_at <= jobs.clock()")).isZero();
    }

    @Test
    @Tag("S8")
    void hostsOfOneProviderShareItsLimit() {
        var some = "x" + tenant + ".gmail.com";
        var other = "y" + tenant + ".googlemail.com";
        long before = alive("google");
        add(3, "jobs.clock() - interval '20 years'", some);
        add(3, "jobs.clock() - interval '20 years'", other);

        sweep((int) before + 4, NO_LIMIT);

        assertThat(jobs("true")).isEqualTo(4);
    }

    @Test
    @Tag("S8")
    void earliestDeadlineIsFirstNotTheLongestWait() {
        long before = aliveInAll();
        add(1, "'2000-01-01T00:00:00Z'");
        TestDatabase.asOwner(
                "UPDATE sync.account SET sync_interval_minutes = 60 WHERE tenant_id = '%s'"
                        .formatted(tenant));
        add(1, "'2000-01-01T00:30:00Z'");

        sweep(NO_LIMIT, (int) before + 1);

        assertThat(
                        accounts(
                                "sync_interval_minutes = 15 AND EXISTS (SELECT FROM jobs.job j WHERE j.unique_key = 'sync:' || account.id)"))
                .isEqualTo(1);
        assertThat(jobs("true")).isEqualTo(1);
    }

    @Test
    void accountThatLacksMuchGetsABackfill() {
        add(1, "jobs.clock()");
        TestDatabase.asOwner(
                "UPDATE sync.account SET lacks_since = jobs.clock() WHERE tenant_id = '%s'"
                        .formatted(tenant));

        sweep(NO_LIMIT, NO_LIMIT);

        assertThat(jobs("kind = 'sync.initial-sync' AND queue = 'backfill'")).isEqualTo(1);
    }

    @Test
    @Tag("S8")
    void accountWhoseSyncWaitsForItsNextTryIsNotAdmittedAgain() {
        add(1, "jobs.clock()");
        sweep(NO_LIMIT, NO_LIMIT);
        TestDatabase.asOwner(
                """
                UPDATE jobs.job SET state = 'retryable', run_at = jobs.clock() + interval '5 minutes'
                WHERE tenant_id = '%s'
                """
                        .formatted(tenant));
        TestDatabase.asOwner(
                "UPDATE sync.account SET next_due_at = jobs.clock() WHERE tenant_id = '%s'"
                        .formatted(tenant));

        sweep(NO_LIMIT, NO_LIMIT);

        assertThat(jobs("true")).isEqualTo(1);
        assertThat(accounts("next_due_at <= jobs.clock()")).isEqualTo(1);
    }

    @Test
    @Tag("S9")
    void pausedHostIsLeftAlone() {
        add(2, "jobs.clock()");
        TestDatabase.asOwner(
                """
                INSERT INTO sync.host_pause (host, port, failures, not_before)
                VALUES ('%s', 1, 3, jobs.clock() + interval '1 minute')
                """
                        .formatted(host));

        sweep(NO_LIMIT, NO_LIMIT);
        assertThat(jobs("true")).isZero();

        TestDatabase.asOwner(
                "UPDATE sync.host_pause SET not_before = jobs.clock() WHERE host = '%s'"
                        .formatted(host));
        sweep(NO_LIMIT, NO_LIMIT);
        assertThat(jobs("true")).isEqualTo(2);
    }

    @Test
    @Tag("S8")
    void hostThatManyWaitForHoldsUpNoOther() {
        add(1100, "jobs.clock() - interval '30 years'");
        var other = "other-" + host;
        add(1, "jobs.clock()", other);

        sweep(1, NO_LIMIT);

        assertThat(jobs("true")).isEqualTo(2);
    }

    @Test
    @Tag("J16")
    void whereCronDrivesAllThatAreDueAreAdmittedAtOnce() {
        add(70, "jobs.clock()");
        var config = TestTurns.config(Map.of("connections-per-host", 1, "max-concurrent", 1));

        sweep(TestTurns.limits(config, Mode.EXTERNAL));

        assertThat(jobs("true")).isEqualTo(70);
    }

    private int sweep(int perHost, int inAll) {
        var config =
                TestTurns.config(Map.of("connections-per-host", perHost, "max-concurrent", inAll));
        return sweep(TestTurns.limits(config, Mode.QUARTZ));
    }

    private int sweep(Limits limits) {
        return new DueAccounts(
                        engine.sql,
                        new AdmissionRepository(engine.sql),
                        engine.jobs,
                        limits,
                        new SetTime())
                .sweep();
    }

    private void add(int accounts, String due) {
        add(accounts, due, host);
    }

    private void add(int accounts, String due, String at) {
        TestAccountRow.add(
                tenant, accounts, Map.of("imap_host", "'" + at + "'", "next_due_at", due));
    }

    /** As if so many of the tenant's jobs had run. */
    private void end(int jobs) {
        TestDatabase.asOwner(
                """
                DELETE FROM jobs.job WHERE id IN (
                    SELECT id FROM jobs.job WHERE tenant_id = '%s' ORDER BY id LIMIT %d)
                """
                        .formatted(tenant, jobs));
    }

    private long jobs(String condition) {
        return count("jobs.job WHERE tenant_id = '%s' AND %s".formatted(tenant, condition));
    }

    private long accounts(String condition) {
        return count("sync.account WHERE tenant_id = '%s' AND %s".formatted(tenant, condition));
    }

    private long aliveInAll() {
        return countOfAll(
                """
                jobs.job j JOIN sync.account a ON a.id = (args ->> 'accountId')::uuid
                WHERE j.state IN ('available', 'running') AND kind = 'sync.incremental-sync'
                """);
    }

    private long alive(String provider) {
        return countOfAll(
                """
                jobs.job j JOIN sync.account a ON a.id = (args ->> 'accountId')::uuid
                WHERE j.state IN ('available', 'running') AND kind = 'sync.incremental-sync' AND sync.provider_of(a.imap_host) = '%s'
                """
                        .formatted(provider));
    }

    private long count(String from) {
        return engine.sql.transaction(
                Access.worker(tenant),
                () ->
                        engine.sql
                                .query("SELECT count(*) FROM " + from, row -> row.getLong(1))
                                .getFirst());
    }

    private long countOfAll(String from) {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql
                                .query("SELECT count(*) FROM " + from, row -> row.getLong(1))
                                .getFirst());
    }
}
