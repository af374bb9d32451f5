package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed by mistake is answered with one line. */
@Tag("J21")
class MistakesTest {

    private static final String NOBODY = "0199f3a0-0000-7000-8000-000000000001";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jobs | subcommand",
                "jobs nonsense | nonsense",
                "jobs run | KIND",
                "jobs run test.do-it --arg a | --arg",
                "jobs run test.do-it --tenant x | --tenant",
                "jobs run test.do-it more | more",
                "jobs cancel | ID",
                "jobs cancel x | ID",
                "jobs retry x | ID",
                "jobs release x | ID",
                "jobs show x | ID",
                "jobs show | ID",
                "jobs history | KIND",
                "jobs history test.do-it --limit 0 | --limit",
                "jobs list --limit x | --limit",
                "jobs list --state x | --state",
                "jobs list --limit -1 | --limit",
                "jobs uncertain --limit 100001 | --limit",
                "schedule | subcommand",
                "schedule pause test.tick | --reason",
                "schedule tick now | now",
                "queue pause test | --reason",
                "queue drain --max-time 5 | --max-time",
                "queue drain --max-time 9s | --max-time",
                "queue drain test | test",
                "jobs test | KIND",
                "crontab now | now",
                "config now | now",
                "nonsense | nonsense",
            })
    void mistakeIsNamedInOneLineWithTheWayToTheHelp(String words, String named) {
        var typed = Typed.of(words.split(" "));

        assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines())
                .singleElement()
                .asString()
                .contains(named)
                .doesNotContain("java.")
                .endsWith("--help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobs show " + NOBODY,
                "jobs cancel " + NOBODY,
                "jobs retry " + NOBODY,
                "jobs release " + NOBODY,
                "schedule pause test.no-such --reason x",
                "schedule resume test.no-such",
                "queue pause no-such --reason x",
                "queue resume no-such",
            })
    void whatIsNotThereIsToldInOneLine(String words) {
        var typed = Typed.of(words.split(" "));

        assertThat(typed.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines()).hasSize(1);
    }
}
