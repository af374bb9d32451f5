package dev.nightmail.common.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightmail.common.job.DryRunReport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the API shows of a job.
 *
 * @param state pending, processing, completed, failed, cancelled or uncertain
 * @param counts what it has done so far, by name
 * @param nextAttemptAt while it waits for its time, after a failure or because it was put off
 * @param error code of the last attempt that did not succeed
 * @param report of a dry run that is over
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record JobView(
        UUID id,
        String kind,
        String state,
        int attempt,
        Progress progress,
        Map<String, Long> counts,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> nextAttemptAt,
        Optional<String> error,
        boolean dryRun,
        Optional<DryRunReport> report) {

    /** Whether nothing changes any more, unless a person drives the job again. */
    boolean isOver() {
        return endedAt.isPresent();
    }

    /**
     * Some jobs, newest first.
     *
     * @param next to ask for what follows; absent at the end
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Page(List<JobView> items, Optional<UUID> next) {}

    /** A total of 0 is unknown. */
    @RegisterForReflection
    public record Progress(long done, long total) {}
}
