package dev.nightmail.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.Layout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that cannot be synced is no riddle, and no dead end. */
@Tag("O4")
class AddedAccountTest {
    private static final String SAMPLE = "sample@nightmail.local";
    private static final String URL = "imaps://" + SAMPLE + "@imap.example.org";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final FakeServices services;

    AddedAccountTest(@TempDir Path folder) throws IOException {
        services = new FakeServices(new Layout(folder));
    }

    @BeforeEach
    void keepKey() throws IOException {
        Files.writeString(services.stack().keyFile(), "a-key\n");
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void unreachableHostIsSaidWithTheTimeOfTheNextAttempt() {
        Instant next = Instant.parse("2026-03-04T07:52:10Z");
        LocalTime there = LocalTime.ofInstant(next, ZoneId.systemDefault());
        services.failsToSync(
                "{'state': 'pending', 'nextAttemptAt': '" + next + "'}", "unreachable");

        assertThatThrownBy(this::add)
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "imap.example.org cannot be reached over TLS (its name, port and"
                                + " certificate?); it is tried again at %tR"
                                + " – ./nightmail remove %s to take it out",
                        there, SAMPLE);
    }

    @Test
    void refusedPasswordIsNotTriedAgain() {
        services.failsToSync(
                "{'state': 'failed'}", "AUTHENTICATE: AUTHENTICATION [AUTHENTICATIONFAILED]");

        assertThatThrownBy(this::add)
                .hasMessage(
                        "imap.example.org refuses the password; it is not tried again"
                                + " – ./nightmail remove %s to take it out",
                        SAMPLE);
    }

    @Test
    void oneThatIsThereAlreadyCanBeTakenOutAndAddedAgain() {
        services.hasAccount("ok");
        assertThatThrownBy(this::add)
                .hasMessageContaining("is there already – ./nightmail remove " + SAMPLE);

        account().remove(SAMPLE);
        add();

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("removed").contains("synced");
        assertThat(services.posted()).hasSize(1);
    }

    @Test
    void whatIsNotThereCannotBeRemoved() {
        assertThatThrownBy(() -> account().remove("nobody@example.org"))
                .isInstanceOf(Refusal.class)
                .hasMessage("no account nobody@example.org: see ./nightmail status");
    }

    private void add() {
        account().add(URL, () -> "secret");
    }

    private AddedAccount account() {
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new AddedAccount(services.stack(), new Screen(out, false, false));
    }
}
