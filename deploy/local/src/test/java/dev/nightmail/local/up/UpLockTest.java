package dev.nightmail.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.local.Refusal;
import dev.nightmail.local.server.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two at once would start servers twice and make two keys. */
@Tag("O4")
class UpLockTest {
    @TempDir Path folder;

    private final List<String> done = new ArrayList<>();
    private Layout layout = new Layout(Path.of("."));

    /** Another {@code up}: works until its input ends. */
    static final class Other {
        private Other() {}

        public static void main(String[] folder) {
            UpLock.alone(new Layout(Path.of(folder[0])), Other::work);
        }

        private static void work() {
            System.out.println("at work");
            try {
                System.in.transferTo(System.out);
            } catch (IOException e) {
                throw new Refusal("no input", e);
            }
        }
    }

    @BeforeEach
    void nameFolder() {
        layout = new Layout(folder);
    }

    @Test
    void secondOneOnTheSameFolderIsRefusedInOneLineAndALaterOneIsNot() {
        UpLock.alone(layout, this::assertIsTaken);
        UpLock.alone(layout, () -> done.add("later"));

        assertThat(done).containsExactly("later");
    }

    @Test
    void lockOfAnotherProcessHoldsUntilThatDies() throws Exception {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Other.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("at work");
            assertIsTaken();
        } finally {
            other.destroyForcibly().waitFor();
        }

        UpLock.alone(layout, () -> done.add("later"));

        assertThat(done).containsExactly("later");
    }

    private void assertIsTaken() {
        assertThatThrownBy(() -> UpLock.alone(layout, () -> done.add("second")))
                .isInstanceOf(Refusal.class)
                .hasMessage("another up is at work on %s: wait until it ends", folder);
    }
}
