package dev.nightmail.common.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page that lists what a caller may be told. */
@Tag("P1")
class ProblemPageTest {

    private static final Pattern CODE_IN_SOURCE =
            Pattern.compile(
                    "(?:(?:Status\\.[A-Z_]+|unprocessable\\(|getReasonPhrase\\(\\)),?\\s*\"|urn:nightmail:problem:)([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern CODE_IN_PAGE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [45]");

    private final Path root = Path.of(System.getProperty("repository.root"));

    @Test
    void everyProblemIsOnThePageAndNoneThatThereIsNot() throws IOException {
        var inSources = new TreeSet<String>();
        try (var files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/"))
                    .flatMap(file -> codes(CODE_IN_SOURCE, file))
                    .forEach(inSources::add);
        }

        assertThat(codes(CODE_IN_PAGE, root.resolve("docs/api.md")))
                .containsExactlyElementsOf(inSources);
    }

    private static Stream<String> codes(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
