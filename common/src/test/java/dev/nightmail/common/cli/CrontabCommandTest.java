package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J21")
class CrontabCommandTest {

    @Test
    void linesInsertWhatIsDueAndThenDoItOutsideOfEachOthersMinutes() {
        var lines =
                Typed.of("crontab", "--program", "/srv/mail 100%", "--settings", "/srv/x.env")
                        .out()
                        .lines()
                        .toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("# ");
        assertThat(lines.subList(1, 4))
                .containsExactly(
                        "NIGHTMAIL_SCHEDULER_MODE=external",
                        "0-59/5 * * * * set -a; . /srv/x.env; /srv/mail 100\\% schedule tick",
                        "1-59/5 * * * * set -a; . /srv/x.env; /srv/mail 100\\% queue drain --max-time 4m");
    }

    @Test
    void linesWithoutSettingsSaySo() {
        assertThat(Typed.of("crontab").out()).contains("# These lines load no settings");
        assertThat(Typed.of("crontab", "--settings", "/srv/a b.env").out())
                .doesNotContain("# These lines")
                .contains("set -a; . '/srv/a b.env'; ");
    }

    @Test
    void programIsThePresentOneUnlessItIsSaid() {
        assertThat(Typed.of("crontab").out())
                .contains(ProcessHandle.current().info().command().orElseThrow());
    }
}
