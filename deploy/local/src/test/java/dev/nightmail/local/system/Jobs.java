package dev.nightmail.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.up.Api;
import java.time.Duration;
import java.util.Set;

/** Jobs as their owners see them. */
final class Jobs {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Set<String> ENDED =
            Set.of("completed", "failed", "cancelled", "uncertain");

    private Jobs() {}

    /** Waits for the end of a job: its public state. */
    static String awaitEnd(Api api, String job) {
        assertThat(
                        Await.until(
                                LONGEST,
                                Duration.ofMillis(100),
                                () -> ENDED.contains(state(api, job))))
                .as("job %s ends", job)
                .isTrue();
        return state(api, job);
    }

    private static String state(Api api, String job) {
        return api.get("/api/jobs/" + job).path("state").asText();
    }
}
