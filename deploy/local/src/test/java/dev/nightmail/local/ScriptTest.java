package dev.nightmail.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script on a folder of its own, with a Java that only prints what it was told. */
@Tag("O4")
class ScriptTest {
    private static final int USAGE = 2;

    @TempDir Path folder;

    /** How a command ended, and what it printed. */
    private record Ended(int code, String printed) {}

    @BeforeEach
    void haveAServiceThatWasStarted() throws IOException {
        write("nightmail", Files.readString(repository().resolve("nightmail")));
        write("jdk/bin/javac", "#!/bin/sh\necho javac 25.0.1\n");
        write("jdk/bin/java", "#!/bin/sh\necho \"$@\"\n");
        write("sync-service/target/quarkus-app/quarkus-run.jar", "");
        write(".nightmail/conf/sync-service.env", "");
    }

    @Test
    void serviceWithoutACommandShowsItsHelpAndServesNothing() throws Exception {
        var ended = nightmail("cli", "sync-service");

        assertThat(ended.code()).isEqualTo(USAGE);
        assertThat(ended.printed()).endsWith("quarkus-run.jar --help\n");
    }

    @Test
    void commandOfAServiceIsHandedOnAsItWasTyped() throws Exception {
        var ended = nightmail("cli", "sync", "jobs", "list");

        assertThat(ended.code()).isZero();
        assertThat(ended.printed()).endsWith("quarkus-run.jar jobs list\n");
    }

    @Test
    void linesOfACrontabLoadTheStacksSettingsUnlessOthersAreNamed() throws Exception {
        assertThat(nightmail("cli", "sync", "crontab").printed())
                .endsWith("crontab --settings " + folder + "/.nightmail/conf/sync-service.env\n");
        assertThat(nightmail("cli", "sync", "crontab", "--settings", "/x.env").printed())
                .endsWith("quarkus-run.jar crontab --settings /x.env\n");
    }

    @Test
    void stackThatRunsIsStoppedAfterItsLauncherWasDeleted() throws Exception {
        runs(".nightmail");

        var ended = nightmail("down");

        assertThat(ended.code()).isZero();
        assertThat(ended.printed())
                .contains("building the launcher")
                .containsPattern("nightmail-local.jar down --data .*/.nightmail ");
    }

    @Test
    void everythingThatRunsIsStoppedBeforeItIsDeleted() throws Exception {
        runs(".nightmail/test");

        var ended = nightmail("reset", "--yes");

        assertThat(ended.code()).isZero();
        assertThat(ended.printed()).contains("nothing ran", "building the launcher", "deleted");
        assertThat(folder.resolve(".nightmail")).doesNotExist();
    }

    @Test
    void nothingIsBuiltToStopNothing() throws Exception {
        assertThat(nightmail("down").printed()).isEqualTo("nothing ran\n");
        assertThat(nightmail("reset", "--yes").printed())
                .contains("deleted")
                .doesNotContain("building");
    }

    /** Something of the folder's runs: this test, say. */
    private void runs(String data) throws IOException {
        write(data + "/run/it.pid", ProcessHandle.current().pid() + " 0\n");
        write("pom.xml", "");
        write("deploy/local/pom.xml", "");
        write(
                "bin/mvn",
                """
                #!/bin/sh
                [ "$1" != --version ] || { echo Apache Maven 3.9.9; exit; }
                mkdir -p deploy/local/target
                touch deploy/local/target/nightmail-local.jar
                """);
    }

    private Ended nightmail(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(folder.resolve("nightmail").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment()
                .computeIfPresent("PATH", (_, path) -> folder.resolve("bin") + ":" + path);
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("No program: " + file);
        }
    }

    private static Path repository() {
        return Path.of(System.getProperty("repository.root"));
    }
}
