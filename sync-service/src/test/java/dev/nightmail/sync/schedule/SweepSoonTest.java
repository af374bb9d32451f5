package dev.nightmail.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.schedule.SchedulerConfig.Mode;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.common.testkit.SetTime;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.TestAccountRow;
import dev.nightmail.sync.account.SyncKinds;
import java.sql.DriverManager;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comes in when a sync has ended. */
@Tag("S8")
class SweepSoonTest {

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();
    private final Limits limits =
            TestTurns.limits(
                    TestTurns.config(Map.of("connections-per-host", 8, "max-concurrent", 5000)),
                    Mode.QUARTZ);

    @AfterEach
    void switchThemOff() {
        TestDatabase.asOwner(
                "UPDATE sync.account SET active = false WHERE tenant_id = '%s'".formatted(tenant));
    }

    @Test
    void othersComeInWhenAQuarterOfThePlacesIsFreeAlthoughItWasLookedAMomentAgo() {
        TestDatabase.addTenant(tenant);
        var host = "'" + tenant + ".example.com'";
        TestAccountRow.add(
                tenant, 3, Map.of("imap_host", host, "next_due_at", "'2000-01-01'::timestamptz"));
        var due = due(engine.sql);

        due.sweepSoon();
        assertThat(engine.enqueued(SyncKinds.AGAIN, tenant)).isEmpty();

        due.sweepSoon();
        assertThat(engine.enqueued(SyncKinds.AGAIN, tenant)).hasSize(3);
    }

    @Test
    void sweepThatFailsIsNoFailureOfTheSyncThatHasEnded() {
        var away = Sql.over(() -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/x"));
        var due = due(away);
        var turns = new Turns(away, new AdmissionRepository(away), due, limits, new SetTime());

        due.sweepSoon();
        assertThatThrownBy(due::sweepSoon).isInstanceOf(SqlException.class);
        turns.ended();
        assertThatCode(turns::ended).doesNotThrowAnyException();
    }

    private DueAccounts due(Sql sql) {
        var admissions = new AdmissionRepository(sql);
        return new DueAccounts(sql, admissions, engine.jobs, limits, new SetTime());
    }
}
