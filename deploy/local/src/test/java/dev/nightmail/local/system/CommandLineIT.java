package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    private ServiceCommand run(String... words) throws IOException, InterruptedException {
        return ServiceCommand.run(system, system.stack().sync(), words);
    }
}
