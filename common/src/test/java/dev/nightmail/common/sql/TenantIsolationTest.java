package dev.nightmail.common.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P2")
class TenantIsolationTest {

    private final Sql sql = TestDatabase.sql();

    @Test
    void everyTableWithATenantHasItsPolicyAndForcesIt() {
        List<String> unprotected =
                catalogue(
                        """
                        SELECT c.oid::regclass::text
                        FROM pg_class c
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                          AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity
                               OR NOT EXISTS (SELECT FROM pg_policies p
                                              WHERE p.schemaname || '.' || p.tablename = c.oid::regclass::text
                                                AND p.policyname = 'tenant_isolation'))
                        """);

        assertThat(unprotected).isEmpty();
        assertThat(
                        catalogue(
                                "SELECT count(*)::text FROM pg_policies WHERE policyname = 'tenant_isolation'"))
                .noneMatch("0"::equals);
    }

    @Test
    void nothingButItsTenantOpensARowToACallerOrAJob() {
        assertThat(
                        catalogue(
                                """
                                SELECT schemaname || '.' || tablename || ': ' || policyname FROM pg_policies
                                WHERE roles && ARRAY['nightmail_request', 'nightmail_worker', 'public']::name[]
                                  AND (policyname <> 'tenant_isolation' OR permissive <> 'PERMISSIVE' OR cmd <> 'ALL'
                                       OR with_check IS NOT NULL
                                       OR regexp_replace(qual, '\\s+', ' ', 'g') NOT LIKE
                                          '%tenant_id = ( SELECT %current_setting(''nightmail.tenant''%')
                                """))
                .isEmpty();
    }

    @Test
    void partitionsCannotBeReadPastTheirTable() {
        assertThat(
                        catalogue(
                                """
                                SELECT relname::text FROM pg_class
                                WHERE relispartition AND relacl IS NOT NULL AND relacl::text LIKE '%nightmail_%=%'
                                  AND relacl::text ~ 'nightmail_(app|request|worker|machinery)='
                                """))
                .isEmpty();
    }

    @Test
    void servicesLogInWithoutPower() {
        assertThat(
                        catalogue(
                                """
                                SELECT rolname::text FROM pg_roles
                                WHERE rolname LIKE 'nightmail%' AND rolname <> 'nightmail_owner'
                                  AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
                                """))
                .isEmpty();
        assertThat(catalogue("SELECT current_user::text || session_user::text"))
                .containsExactly("nightmail_machinerynightmail_app");
    }

    @Test
    @Tag("A6")
    void nothingThatAServiceDoesInTheDatabaseLastsWithoutEnd() {
        assertThat(
                        catalogue(
                                """
                                SELECT name || '=' || setting FROM pg_settings
                                WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
                                """))
                .containsExactlyInAnyOrder(
                        "statement_timeout=30000",
                        "lock_timeout=10000",
                        "idle_in_transaction_session_timeout=7000");
    }

    @Test
    void queryWithoutWhereSeesOnlyTheTenantOfItsTransaction() {
        var engine = new TestJobs();
        var mine = UUID.randomUUID();
        var id = engine.enqueue(new IdleJob(), new IdleJob.Args(), mine);
        engine.enqueue(new IdleJob(), new IdleJob.Args(), UUID.randomUUID());

        for (var access : List.of(Access.request(mine), Access.worker(mine))) {
            var seen =
                    sql.transaction(
                            access,
                            () -> sql.query("SELECT id FROM jobs.job", row -> row.getString(1)));
            assertThat(seen).containsExactly(id.toString());
        }
    }

    @Test
    void rowOfAnotherTenantCannotBeWritten() {
        var engine = new TestJobs();
        var theirs = UUID.randomUUID();
        var id = engine.enqueue(new IdleJob(), new IdleJob.Args(), theirs);

        int changed =
                sql.transaction(
                        Access.worker(UUID.randomUUID()),
                        () -> sql.update("UPDATE jobs.job SET cause = 'x' WHERE id = ?", id));

        assertThat(changed).isZero();
        assertThatThrownBy(() ->
                        sql.transact(
                                Access.request(UUID.randomUUID()),
                                () ->
                                        sql.update(
                                                """
                                                INSERT INTO events.outbox (tenant_id, service, topic, key, event)
                                                VALUES (?, '', '', '', '')
                                                """,
                                                theirs)))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("42501");
    }

    @Test
    void statementOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> sql.query("SELECT 1", row -> 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void roleAndTenantDoNotOutliveTheirTransaction() {
        sql.transact(Access.worker(UUID.randomUUID()), () -> sql.query("SELECT 1", row -> 1));

        assertThat(catalogue("SELECT current_setting('nightmail.tenant')"))
                .containsExactly(Access.machinery().tenant().toString());
    }

    private List<String> catalogue(String query) {
        return sql.transaction(Access.machinery(), () -> sql.query(query, row -> row.getString(1)));
    }

    /** A job that only waits. */
    private static final class IdleJob implements Job<IdleJob.Args> {

        record Args() {}

        @Override
        public JobKind<Args> kind() {
            return JobKind.of("test.stay-idle", Args.class, "test");
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            return JobResult.completed();
        }
    }
}
