package dev.nightmail.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a stop nothing of the servers is left among the processes. */
@Tag("O4")
class ServersStopTest {
    @Test
    void stopLeavesNoProcess(@TempDir Path folder) {
        Layout layout = new Layout(folder);
        TestServers.start(layout, Optional.of(TestServers.freeBase()));

        assertThat(Servers.stop(layout))
                .containsExactlyInAnyOrder("kafka", "smtp", "imap", "postgres");

        assertThat(
                        ProcessHandle.allProcesses()
                                .flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(line -> line.contains(folder.toString()));
        assertThat(Servers.stop(layout)).isEmpty();
    }
}
