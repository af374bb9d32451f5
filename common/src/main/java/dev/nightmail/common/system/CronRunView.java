package dev.nightmail.common.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightmail.common.schedule.DueWork;
import dev.nightmail.common.schedule.WrittenTick;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was due since the last time, and is inserted now.
 *
 * @param swept jobs of what is due by a column of its own table
 */
@RegisterForReflection
record CronRunView(Instant executedAt, List<Schedule> schedules, int swept) {

    /** One of the service's schedules, and what was due of it. */
    @RegisterForReflection
    record Schedule(String name, List<Tick> ticks) {}

    /**
     * A due moment, or several that gave no job.
     *
     * @param reason such as {@code caught-up}
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Tick(Instant dueAt, int moments, String reason, Optional<UUID> jobId) {

        static Tick of(WrittenTick tick) {
            return new Tick(tick.due(), tick.moments(), tick.reason(), tick.job());
        }
    }

    static CronRunView of(Instant now, List<String> schedules, DueWork.Found found) {
        return new CronRunView(
                now,
                schedules.stream().map(name -> schedule(name, found.ticks())).toList(),
                found.swept());
    }

    private static Schedule schedule(String name, List<WrittenTick> ticks) {
        return new Schedule(
                name,
                ticks.stream().filter(tick -> tick.schedule().equals(name)).map(Tick::of).toList());
    }
}
