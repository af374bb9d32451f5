package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J21")
class ScheduleCommandTest {

    private static final String URL = "nightmail.db.url";

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final String name = "test.cli-" + UUID.randomUUID();

    @BeforeEach
    void haveASchedule() {
        System.setProperty(URL, TestDatabase.url());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        TestDatabase.sql()
                .transaction(
                        Access.machinery(),
                        () ->
                                TestDatabase.sql()
                                        .update(
                                                """
                                                INSERT INTO jobs.schedule
                                                VALUES (?, 'test', 'test.run-it', 1, 1, 1, '2026-01-01Z', '23 3 * * *',
                                                        'Europe/Berlin', NULL, 'queue', 'all', 7, '5 min',
                                                        '2026-01-01Z', '2026-01-01Z')
                                                """,
                                                name));
    }

    @AfterEach
    void giveTheConsoleBack() {
        System.setOut(console);
        System.clearProperty(URL);
    }

    @Test
    void listShowsTimingPoliciesAndTheNextDueMoment() throws Exception {
        var line = listed();

        assertThat(line.get("timing").asText()).isEqualTo("23 3 * * *");
        assertThat(line.get("zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(line.get("overlap").asText()).isEqualTo("queue");
        assertThat(line.get("catch_up").asText()).isEqualTo("all 7");
        assertThat(line.get("jitter").asText()).isEqualTo("00:05:00");
        assertThat(line.get("next").asText()).matches(".*T0[12]:23:00Z");
        assertThat(line.get("paused").isNull()).isTrue();
    }

    @Test
    @Tag("J15")
    void scheduleThatCannotBeReadIsShownWithTheReasonAndHidesNoOther() throws Exception {
        change("zone = 'Nowhere/Else'");
        assertThat(listed().get("next").asText())
                .startsWith("cannot be read: ")
                .endsWith("Nowhere/Else");

        change("zone = 'UTC', cron = '@daily'");
        assertThat(listed().get("next").asText()).startsWith("cannot be read: ");
    }

    private void change(String assignments) {
        TestDatabase.asOwner(
                "UPDATE jobs.schedule SET %s WHERE name = '%s'".formatted(assignments, name));
    }

    @Test
    void pauseAndResumeAreShown() throws Exception {
        assertThat(Launcher.execute("schedule", "pause", name, "--reason", "moving house"))
                .isZero();
        assertThat(Launcher.execute("schedule", "pause", name, "--reason", "again")).isOne();
        assertThat(listed().get("paused").asText()).startsWith("since ").endsWith(": moving house");

        assertThat(Launcher.execute("schedule", "resume", name)).isZero();
        assertThat(Launcher.execute("schedule", "resume", name)).isOne();
        assertThat(listed().get("paused").isNull()).isTrue();
    }

    @Test
    void pauseWantsAReasonAndAScheduleThatIsThere() {
        assertThat(Launcher.execute("schedule", "pause", name)).isEqualTo(ExitCode.USAGE);
        assertThat(Launcher.execute("schedule", "pause", "no.such", "--reason", "x")).isOne();
    }

    private JsonNode listed() throws Exception {
        printed.reset();
        assertThat(Launcher.execute("schedule", "list", "--json")).isZero();
        for (var line : new ObjectMapper().readTree(printed.toString(StandardCharsets.UTF_8))) {
            if (line.get("name").asText().equals(name)) {
                return line;
            }
        }
        throw new AssertionError(name + " is not in the list");
    }
}
