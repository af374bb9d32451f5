package dev.nightmail.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Child;
import dev.nightmail.local.process.Command;
import dev.nightmail.local.server.Layout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the accounts are, for people. */
@Tag("O4")
class StackStatusTest {
    private final Layout layout;
    private final FakeServices services;

    StackStatusTest(@TempDir Path folder) throws IOException {
        layout = new Layout(folder);
        services = new FakeServices(layout);
    }

    /** A process stands in for the service, whose API is the fake's. */
    @BeforeEach
    void start() throws IOException {
        Files.writeString(services.stack().keyFile(), "a-key\n");
        layout.process("fake").start(Command.of("sleep", "300"));
    }

    @AfterEach
    void stop() {
        layout.process("fake").child().ifPresent(StackStatusTest::end);
        services.close();
    }

    @Test
    void accountsHaveAHeadAndTimesWithoutFractionsAndErrorsInWords() {
        services.hasAccount("error");
        services.failsToSync("{}", "AUTHENTICATE: AUTHENTICATION [AUTHENTICATIONFAILED]");
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        new StackStatus(services.stack(), new Screen(out, false, false)).show();

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .contains("  account                          state     last sync")
                .last()
                .asString()
                .matches(
                        "  sample@nightmail.local +error +2026-\\d\\d-\\d\\d \\d\\d:\\d\\d:10"
                                + "  the server refuses the password");
    }

    private static void end(Child child) {
        child.stop("KILL", Duration.ZERO);
    }
}
