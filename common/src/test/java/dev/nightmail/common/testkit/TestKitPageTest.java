package dev.nightmail.common.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docs/testkit.md says is so. */
@Tag("J22")
class TestKitPageTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
    private static final Pattern EXAMPLE =
            Pattern.compile("\\]\\(\\.\\./(\\S+\\.java)\\):\\s+```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void tableOfMethodsIsWhole() throws IOException {
        var section = page().split("\n## ", -1)[1];

        var told = ROW.matcher(section).results().map(row -> row.group(1));

        assertThat(told.collect(Collectors.toSet())).isEqualTo(methods());
    }

    @Test
    void examplesStandInTheSources() throws IOException {
        var examples = EXAMPLE.matcher(page()).results().toList();

        assertThat(examples).hasSize(2);
        for (var example : examples) {
            var source = Files.readString(ROOT.resolve(example.group(1)));
            assertThat(words(source)).contains(words(example.group(2)));
        }
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/testkit.md"));
    }

    private static Set<String> methods() {
        return Stream.of(TestJobs.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
