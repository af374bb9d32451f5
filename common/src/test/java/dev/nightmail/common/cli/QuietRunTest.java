package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Commands that would start the service. */
@Tag("J21")
class QuietRunTest {

    private static final String URL = "nightmail.db.url";

    private final PrintStream console = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void goBack() {
        System.setErr(console);
        System.clearProperty(URL);
    }

    @Test
    void databaseThatIsAwayIsToldInOneLineAndNothingIsStarted() {
        System.setProperty(URL, "jdbc:postgresql://127.0.0.1:1/nightmail");

        assertThat(Launcher.execute("schedule", "tick")).isEqualTo(ExitCode.FAILURE);

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("The database does not answer: check nightmail.db.url");
    }
}
