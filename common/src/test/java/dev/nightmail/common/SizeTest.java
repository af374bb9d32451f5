package dev.nightmail.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hard stops of the size budget, over all modules. */
class SizeTest {

    private static final int MOST_LINES = 300;
    private static final int MOST_OF_A_METHOD = 40;

    /** They put a whole engine together by hand, part by part. */
    private static final Set<String> ALLOWED = Set.of("BenchEngine.java", "LiveEngine.java");

    @Test
    void noSourceFileIsLongerThanItsHardStop() throws IOException {
        assertThat(sources().filter(file -> lines(file).size() > MOST_LINES)).isEmpty();
    }

    @Test
    void noMethodIsLongerThanItsHardStop() throws IOException {
        var tooLong =
                sources()
                        .filter(file -> !ALLOWED.contains(file.getFileName().toString()))
                        .flatMap(file ->
                                MeasuredMethod.listAll(lines(file)).stream()
                                        .filter(method -> method.lines() > MOST_OF_A_METHOD)
                                        .map(method -> file.getFileName() + ": " + method));

        assertThat(tooLong).isEmpty();
    }

    private static Stream<Path> sources() throws IOException {
        var root = Path.of(System.getProperty("repository.root"));
        try (var files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList()
                    .stream();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
