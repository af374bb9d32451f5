package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

@Tag("J21")
class JobsCommandTest {

    private static final String KIND = "test.show-itself";

    @Test
    void argumentsOfAJobAreNamesAndValues() {
        var parsed =
                Launcher.commandLine()
                        .parseArgs("jobs", "run", KIND, "--arg", "a=1", "--arg=b=x=y");

        var run = parsed.subcommand().subcommand();
        assertThat(run.<Map<String, String>>matchedOptionValue("--arg", Map.of()))
                .isEqualTo(Map.of("a", "1", "b", "x=y"));
    }

    @Test
    void argumentWithoutAValueIsAMistake() {
        var line = Launcher.commandLine();

        assertThatThrownBy(() -> line.parseArgs("jobs", "run", KIND, "--arg", "a"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--arg");
    }
}
