package dev.nightmail.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are never half there. */
@Tag("O4")
class WholeFileTest {
    @TempDir Path folder;

    @Test
    void fileWhoseWritingIsCutShortIsNotThere() {
        Path file = folder.resolve("key");

        assertThatThrownBy(() -> WholeFile.write(file, WholeFileTest::writeHalf))
                .isInstanceOf(Refusal.class)
                .hasMessage("cannot write %s: cut short", file);

        assertThat(file).doesNotExist();
    }

    @Test
    void fileIsWrittenAnewAfterAnAttemptThatWasCutShort() throws IOException {
        Path file = folder.resolve("key");
        assertThatThrownBy(() -> WholeFile.write(file, WholeFileTest::writeHalf))
                .isInstanceOf(Refusal.class);

        WholeFile.write(file, aside -> Files.writeString(Files.createFile(aside), "whole"));

        assertThat(file).hasContent("whole");
        try (var names = Files.list(folder)) {
            assertThat(names).containsExactly(file);
        }
    }

    private static void writeHalf(Path file) throws IOException {
        Files.writeString(file, "wh");
        throw new IOException("cut short");
    }
}
