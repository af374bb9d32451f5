package dev.nightmail.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.TestAccountRow;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S9")
class HostPauseTest {

    private final TestJobs engine = new TestJobs();
    private final UUID tenant = UUID.randomUUID();
    private final UUID account = UUID.randomUUID();
    private final HostPauseRepository hosts = new HostPauseRepository(engine.sql);

    @BeforeEach
    void addAccount() {
        TestDatabase.addTenant(tenant);
        TestAccountRow.add(
                tenant,
                1,
                Map.of(
                        "id",
                        "'" + account + "'",
                        "imap_host",
                        "'" + tenant + ".Example.com'",
                        "imap_port",
                        "993"));
    }

    @Test
    void pauseBeginsWithTheThirdFailureInARow() {
        fail(2);
        assertThat(rest()).isEmpty();

        fail(1);
        assertThat(rest()).hasValueSatisfying(rest -> isAbout(rest, Duration.ofMinutes(1)));
    }

    @Test
    void failuresOfConnectionsUnderWayDoNotLengthenIt() {
        fail(20);

        assertThat(rest()).hasValueSatisfying(rest -> isAbout(rest, Duration.ofMinutes(1)));
    }

    @Test
    void failureAfterAPauseBeginsALongerOne() {
        fail(3);
        passPause();
        assertThat(rest()).isEmpty();
        fail(1);
        assertThat(rest()).hasValueSatisfying(rest -> isAbout(rest, Duration.ofMinutes(5)));
        passPause();
        fail(1);
        passPause();
        fail(1);

        assertThat(rest()).hasValueSatisfying(rest -> isAbout(rest, Duration.ofMinutes(15)));
    }

    @Test
    void successEndsIt() {
        fail(3);

        engine.sql.transact(Access.worker(tenant), () -> hosts.prove(account));

        assertThat(rest()).isEmpty();
        fail(2);
        assertThat(rest()).isEmpty();
    }

    private static void isAbout(Duration rest, Duration expected) {
        assertThat(rest).isBetween(expected.minusSeconds(20), expected);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            engine.sql.transact(Access.worker(tenant), () -> hosts.addFailure(account));
        }
    }

    private Optional<Duration> rest() {
        return engine.sql.transaction(Access.worker(tenant), () -> hosts.findRest(account));
    }

    private void passPause() {
        TestDatabase.asOwner(
                "UPDATE sync.host_pause SET not_before = jobs.clock() WHERE host = '%s.example.com'"
                        .formatted(tenant));
    }
}
