package dev.nightmail.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.server.Layout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever the first {@code up} was stopped, the next one does the rest, and nothing twice. */
@Tag("O4")
class FirstRunTest {
    private static final String ADD = "/api/email-accounts";
    private static final String SEND = "/api/emails";

    private final FakeServices services;
    private final Layout layout;

    FirstRunTest(@TempDir Path folder) throws IOException {
        layout = new Layout(folder);
        services = new FakeServices(layout);
    }

    @BeforeEach
    void keepKeyAndServers() throws IOException {
        Files.writeString(services.stack().keyFile(), "a-key\n");
        Files.writeString(
                layout.serversFile(),
                "imap.host=localhost\nimap.port=1\nsmtp.host=localhost\nsmtp.port=2\n");
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void firstOneAddsTheAccountAndSendsTheMessage() {
        seed();

        assertThat(services.posted()).containsExactly(ADD, SEND);
    }

    @Test
    void oneAfterAnotherThatCameToItsEndDoesNothing() {
        seed();
        seed();

        assertThat(services.posted()).containsExactly(ADD, SEND);
    }

    @Test
    void oneThatWasStoppedInTheFirstSyncIsFollowedUp() {
        services.hasAccount("pending", "syncing", "ok");

        seed();

        assertThat(services.statesLeft()).containsExactly("ok");
        assertThat(services.posted()).containsExactly(SEND);
    }

    @Test
    void messageIsSentAlthoughTheFirstSyncFailed() {
        services.hasAccount("failed");

        seed();

        assertThat(services.posted()).containsExactly(SEND);
    }

    @Test
    void keyThatWasNotWrittenIsNoKey() throws IOException {
        assertThat(services.stack().key()).contains("a-key");

        Files.writeString(services.stack().keyFile(), "");
        assertThat(services.stack().key()).isEmpty();

        Files.delete(services.stack().keyFile());
        assertThat(services.stack().key()).isEmpty();
    }

    @Test
    void secretOfSignedCallsIsMadeOnceForTheOwnerAndToldToTheServices() throws IOException {
        var stack = services.stack();
        first().createSystemSecret();
        String secret = stack.systemSecret().orElseThrow();
        first().createSystemSecret();

        assertThat(stack.systemSecret()).contains(secret);
        assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
        assertThat(ServiceEnvironment.of(stack, stack.mail()))
                .containsEntry("NIGHTMAIL_SYSTEM_SECRET", secret);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(stack.systemSecretFile())))
                .isEqualTo("rw-------");
    }

    private void seed() {
        first().seed();
    }

    private FirstRun first() {
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new FirstRun(services.stack(), new Screen(out, false, false));
    }
}
