package dev.nightmail.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./nightmail} refuses a wrong call at once, before it builds or starts anything. */
@Tag("O4")
class ScriptUsageTest {
    private static final Path SCRIPT = Path.of(System.getProperty("repository.root"), "nightmail");

    private record Answer(int status, String text) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    up foo                | up [--port-base N]
                    up --port-base        | up [--port-base N]
                    test foo              | test [MAVEN ARGS…]
                    test -pl common foo   | test [MAVEN ARGS…]
                    bench foo             | bench [NAME…]
                    faults foo            | faults [chance|kills|million|courier]
                    status foo            | status
                    logs sync mail        | logs [NAME]
                    sync example.org      | sync imaps://user@host[:port]
                    remove you            | remove ADDRESS
                    reset foo             | reset [--yes]
                    cli                   | cli SERVICE ARGS…
                    """)
    void wrongCallIsOneLineWithTheRightOne(String call, String right) throws Exception {
        Answer answer = run(call);

        assertThat(answer.text())
                .startsWith("nightmail: usage: ./nightmail " + right)
                .hasLineCount(1);
        assertThat(answer.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "80", "1023", "65511", "99999", "-1"})
    void portBaseOutsideTheRangeIsRefused(String base) throws Exception {
        Answer answer = run("up --port-base " + base);

        assertThat(answer.text())
                .startsWith("nightmail: --port-base is a number from 1024 to 65510")
                .hasLineCount(1);
        assertThat(answer.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "up --help", "test -h", "cli --help"})
    void helpIsTheScriptsOwn(String call) throws Exception {
        Answer answer = run(call);

        assertThat(answer.text()).startsWith("Nightmail on this machine.");
        assertThat(answer.status()).isZero();
    }

    @Test
    void noLineOfTheHelpIsWiderThanATerminal() throws Exception {
        assertThat(run("help").text().lines()).allMatch(line -> line.length() <= 120);
    }

    private static Answer run(String call) throws Exception {
        List<String> words = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        words.addAll(List.of(call.split(" ", -1)));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }
}
