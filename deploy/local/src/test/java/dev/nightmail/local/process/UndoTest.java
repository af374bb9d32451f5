package dev.nightmail.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After Ctrl-C nothing runs that did not run before, and one line is all that is said. */
@Tag("O4")
class UndoTest {
    @TempDir Path folder;

    /** A start of two children that is cut off between them: undoing takes a while. */
    static final class Starting {
        private Starting() {}

        public static void main(String[] folder) {
            Path where = Path.of(folder[0]);
            try (Undo undo = new Undo(() -> System.out.println("interrupted"))) {
                undo.start(
                        () -> sleeper(where, "first"),
                        () -> {
                            write(where.resolve("undoing"));
                            Await.until(Duration.ofMillis(500), () -> false);
                        });
                System.out.println("at work");
                Await.until(Duration.ofMinutes(1), () -> Files.exists(where.resolve("undoing")));
                undo.start(() -> sleeper(where, "second"), () -> {});
                undo.keep();
            }
        }

        private static void sleeper(Path where, String name) {
            new Detached(name, where.resolve(name), where.resolve("log"))
                    .start(Command.of("sleep", "300"));
        }

        private static void write(Path file) {
            Command.of("touch", file.toString()).succeeds();
        }
    }

    @Test
    void interruptEndsWhatWasStartedAndNothingIsStartedMeanwhile() throws Exception {
        Process starting =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Starting.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        try (var said = starting.inputReader()) {
            assertThat(said.readLine()).isEqualTo("at work");
            Child first = Child.of(folder.resolve("first")).orElseThrow();

            starting.toHandle().destroy();

            assertThat(said.lines()).containsExactly("interrupted");
            assertThat(starting.waitFor()).isEqualTo(130);
            assertThat(first.isAlive()).isFalse();
            assertThat(folder.resolve("second")).doesNotExist();
        }
    }
}
