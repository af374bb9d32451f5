package dev.nightmail.common.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.testkit.TestDatabase;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be set of one kind of job. */
@Tag("J1")
@Tag("J20")
class KindTimeoutTest {

    private final LiveJob job = new LiveJob((args, context) -> JobResult.completed());

    @Test
    void timeoutOfAKindIsSetByAVariableThatNamesIt() {
        assertThat(timeout(Map.of("NIGHTMAIL_JOBS__TEST_RUN_LIVE__TIMEOUT", "90s")))
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void kindIsLeftAsItIsDeclaredByAVariableOfAnother() {
        assertThat(timeout(Map.of("NIGHTMAIL_JOBS__TEST_RUN_LATE__TIMEOUT", "90s")))
                .isEqualTo(job.kind().timeout());
    }

    private Duration timeout(Map<String, String> environment) {
        var settings =
                new SmallRyeConfigBuilder()
                        .withSources(new EnvConfigSource(environment, 300))
                        .build();
        return new KindRegistry(List.of(job), TestDatabase.sql(), "test-service", settings)
                .timeout(job.kind().name());
    }
}
