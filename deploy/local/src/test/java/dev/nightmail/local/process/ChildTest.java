package dev.nightmail.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pid files name one process and no later one. */
@Tag("O4")
class ChildTest {
    @TempDir Path folder;

    @Test
    void pidFileOfAnotherProcessWithTheSamePidNamesNobody() throws Exception {
        Path file = folder.resolve("other.pid");
        Files.writeString(file, ProcessHandle.current().pid() + " another-boot/1\n");
        assertThat(Child.of(file)).isEmpty();
    }

    @Test
    void stopEndsTheProcessAndWhatItStarted() {
        Detached sleeper =
                new Detached(
                        "sleeper", folder.resolve("sleeper.pid"), folder.resolve("sleeper.log"));
        Child parent = sleeper.start(Command.of("sh", "-c", "trap '' TERM; sleep 300 & sleep 300"));
        Await.until(Duration.ofSeconds(5), () -> children(parent) == 2);

        parent.stop("TERM", Duration.ofMillis(300));

        assertThat(parent.isAlive()).isFalse();
        assertThat(children(parent)).isZero();
    }

    @Test
    void childThatEndsAtOnceIsReportedWithItsLastLine() {
        Detached failing =
                new Detached(
                        "failing", folder.resolve("failing.pid"), folder.resolve("failing.log"));
        failing.start(Command.of("sh", "-c", "sleep 0.2; echo no such luck; exit 1"));
        Await.until(Duration.ofSeconds(5), () -> !failing.isRunning());
        assertThat(failing.ended()).hasMessageContaining("failing ended by itself: no such luck");
    }

    private static long children(Child parent) {
        return ProcessHandle.of(parent.pid())
                .map(process -> process.descendants().count())
                .orElse(0L);
    }
}
