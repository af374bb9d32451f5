package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.up.ServiceEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands of a service's binary, beside the service that serves. */
@Tag("J21")
@ExtendWith(SystemExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {
    private static final int USAGE = 2;

    private final SystemUnderTest system;

    CommandLineIT(SystemUnderTest system) {
        this.system = system;
    }

    /** How a command ended, and all that it printed. */
    private record Ended(int code, String printed) {}

    @Test
    void jobRunsWithItsArgumentsAndNothingButItsEndIsPrinted() throws Exception {
        var ended =
                run(
                        "jobs",
                        "run",
                        "sync.remove-account",
                        "--arg",
                        "accountId=" + UUID.randomUUID());

        assertThat(ended.code()).as(ended.printed()).isZero();
        assertThat(ended.printed()).startsWith("completed attempt=1");
        assertThat(ended.printed().lines()).hasSize(1);
    }

    @Test
    void jobWithoutItsArgumentsIsAMistakeThatSaysWhatIsMissing() throws Exception {
        var ended = run("jobs", "run", "sync.initial-sync");

        assertThat(ended.code()).isEqualTo(USAGE);
        assertThat(ended.printed()).contains("sync.initial-sync needs --arg accountId=UUID");
    }

    @Test
    void versionNamesTheService() throws Exception {
        assertThat(run("--version").printed()).startsWith("Nightmail sync-service ");
    }

    private Ended run(String... words) throws IOException, InterruptedException {
        var stack = system.stack();
        var jar = stack.root().resolve("sync-service/target/quarkus-app/quarkus-run.jar");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command =
                new ArrayList<>(
                        List.of(
                                java.toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                jar.toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(ServiceEnvironment.of(stack, stack.sync()));
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }
}
