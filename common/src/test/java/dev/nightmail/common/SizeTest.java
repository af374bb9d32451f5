package dev.nightmail.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hard stop of the size budget, over all modules. */
class SizeTest {

    private static final int MOST_LINES = 300;

    @Test
    void noSourceFileIsLongerThanItsHardStop() throws IOException {
        var root = Path.of(System.getProperty("repository.root"));
        List<String> tooLong;
        try (var files = Files.walk(root)) {
            tooLong =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.toString().contains("/target/"))
                            .filter(file -> lines(file) > MOST_LINES)
                            .map(file -> root.relativize(file).toString())
                            .toList();
        }

        assertThat(tooLong).isEmpty();
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
