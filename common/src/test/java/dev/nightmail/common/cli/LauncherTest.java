package dev.nightmail.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("J21")
class LauncherTest {

    @TempDir Path folder;

    @Test
    void versionNamesTheServiceAndItsBuild() {
        var version = Typed.of("--version");

        assertThat(version.code()).isZero();
        assertThat(version.out().strip()).matches("Nightmail common \\d+\\.\\d+.*");
        assertThat(Typed.of("-V").out()).isEqualTo(version.out());
        assertThat(Typed.of("jobs", "-V").out()).isEqualTo(version.out());
    }

    @Test
    void whyAServiceDoesNotStartIsOneLine() {
        var reason = new IllegalStateException("Settings are wrong:\n\tnightmail.role");

        assertThat(CliDatabase.explain(new RuntimeException("Failed to start", reason)))
                .isEqualTo("IllegalStateException: Settings are wrong: nightmail.role");
    }

    @Test
    void everyCommandHasHelp() {
        assertThat(Typed.of("--help").out()).contains("jobs", "schedule", "queue", "tenant");
        assertThat(Typed.of("jobs", "--help").out()).contains("run", "history");
        assertThat(Typed.of("jobs", "run", "--help").out()).contains("--arg=NAME=VALUE");
    }

    @Test
    void tenantsAreListedWithoutAnythingSecret() throws Exception {
        var name = "tenant " + UUID.randomUUID();
        var added = Typed.of("tenant", "add", name, "--json").json();

        var listed = Typed.of("tenant", "list", "--json");

        for (var tenant : listed.json()) {
            assertThat(tenant.fieldNames()).toIterable().containsExactly("id", "name", "created");
        }
        assertThat(listed.json().findValuesAsText("name")).contains(name);
        assertThat(listed.json().findValuesAsText("id")).contains(added.get("tenantId").asText());
        assertThat(listed.out()).doesNotContain(added.get("key").asText());
    }

    @Test
    void keySetThatIsThereIsLeftAlone() throws Exception {
        var file = folder.resolve("keyset.json");
        Typed.of("secrets", "new", "--out", file.toString());
        var keys = Files.readString(file);

        var again = Typed.of("secrets", "new", "--out", file.toString());

        assertThat(again.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(again.err()).startsWith(file + " is there already; ");
        assertThat(Files.readString(file)).isEqualTo(keys);
    }
}
