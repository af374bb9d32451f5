package dev.nightmail.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.cli.JobRunApplication;
import dev.nightmail.common.migration.SchemaGate;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.sql.Sql;
import dev.nightmail.common.testkit.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@Tag("J21")
class JobRunTest {

    private static final int USAGE = 2;

    private final PrintStream console = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final UUID tenant = UUID.randomUUID();

    @Inject JobRunApplication application;
    @Inject SchemaGate schema;
    @Inject Sql sql;

    @BeforeEach
    void listen() throws InterruptedException {
        schema.await();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheConsoleBack() {
        System.setErr(console);
    }

    @Test
    void jobWithoutTheArgumentsOfItsKindIsNotEnqueuedAndItsUsageIsShown() {
        for (var args :
                List.of(
                        new String[] {},
                        new String[] {"accountId=x"},
                        new String[] {"accountId=" + UUID.randomUUID(), "account=1"})) {
            printed.reset();

            assertThat(application.run(line(args))).isEqualTo(USAGE);

            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("sync.initial-sync needs --arg accountId=UUID");
        }
        assertThat(jobs()).isZero();
    }

    @Test
    void kindOfAnotherServiceIsUnknownAndTheKnownOnesAreListed() {
        assertThat(application.run("mail.send-message", tenant.toString(), "")).isEqualTo(USAGE);

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("Unknown kind: mail.send-message"))
                .singleElement()
                .asString()
                .contains("sync.initial-sync");
        assertThat(jobs()).isZero();
    }

    /** A real run: no form of a report. */
    private String[] line(String... args) {
        return Stream.concat(Stream.of("sync.initial-sync", tenant.toString(), ""), Stream.of(args))
                .toArray(String[]::new);
    }

    private int jobs() {
        return sql.transaction(
                Access.machinery(),
                () ->
                        sql.query("SELECT id FROM jobs.job WHERE tenant_id = ?", row -> 1, tenant)
                                .size());
    }
}
