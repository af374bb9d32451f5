package dev.nightmail.common.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The catalogue, docs/settings.md and .env.example are what the sources say. To write them anew:
 * {@value #COMMAND}
 */
@Tag("J20")
class SettingPagesTest {

    static final String COMMAND =
            "./nightmail test -pl common -am -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dtest=SettingPagesTest -Dsettings.write=true";

    private static final boolean MAY_WRITE = Boolean.getBoolean("settings.write");

    private static final Path CATALOGUE =
            Path.of("common/src/main/resources/dev/nightmail/common/setting/settings.tsv");

    @Test
    void catalogueIsWhatTheSourcesSay() throws IOException {
        var pages = new SettingPages(SourceTree.areas());

        assertIs(CATALOGUE, text -> pages.catalogue());
        assertIs(
                Path.of("docs/settings.md"),
                text -> SettingPages.replaced(text, pages.reference()));
        assertIs(Path.of(".env.example"), text -> SettingPages.replaced(text, pages.example()));
    }

    @Test
    void everySettingSaysWhatItMeansAndIsDeclaredOnce() throws IOException {
        var keys = new HashSet<String>();
        for (var area : SourceTree.areas()) {
            for (var setting : area.settings()) {
                assertThat(setting.meaning()).as(setting.key()).isNotBlank();
                assertThat(keys.add(setting.key())).as(setting.key()).isTrue();
                assertThat(setting.standard())
                        .as(setting.key())
                        .matches(value -> value.isEmpty() || setting.form().admits(value));
                assertThat(Form.of(setting.form().text())).isEqualTo(setting.form());
            }
        }
        assertThat(keys)
                .contains("nightmail.role", "nightmail.jobs.rate.mail", "nightmail.prune.ticks");
    }

    private static void assertIs(Path file, UnaryOperator<String> wanted) throws IOException {
        var path = SourceTree.ROOT.resolve(file);
        var text = Files.exists(path) ? Files.readString(path) : "";
        var right = wanted.apply(text);
        if (MAY_WRITE) {
            Files.writeString(path, right);
        } else {
            assertThat(text).as("%s: write it anew with %s", file, COMMAND).isEqualTo(right);
        }
    }
}
