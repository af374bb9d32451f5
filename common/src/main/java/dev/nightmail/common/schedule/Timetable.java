package dev.nightmail.common.schedule;

import dev.nightmail.common.engine.KindRegistry;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.job.Schedule.Overlap;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The schedules that this release of this service declares. A faulty one stops the start. */
@Singleton
class Timetable {

    private final Map<String, Entry<?>> byName = new TreeMap<>();
    private final String service;
    private final Duration punctual;

    /** A schedule, and the job whose jobs it gives. */
    record Entry<A extends Record>(Job<A> job, Schedule<A> schedule) {

        String name() {
            return schedule.name();
        }

        /** At most one live job has it. */
        Optional<String> uniqueKey() {
            return job.kind().keys().unique().apply(schedule.args());
        }
    }

    /**
     * @throws IllegalArgumentException that names the schedule and says what is wrong with it
     */
    Timetable(KindRegistry kinds, SchedulerConfig config) {
        service = kinds.service();
        punctual = config.mode().punctual();
        kinds.jobs().forEach(this::add);
    }

    private <A extends Record> void add(Job<A> job) {
        for (var schedule : job.schedules()) {
            var entry = new Entry<>(job, schedule);
            if (byName.put(entry.name(), entry) != null) {
                throw refused(entry, "there are two of that name");
            }
            if (schedule.overlap() == Overlap.QUEUE && entry.uniqueKey().isPresent()) {
                throw refused(entry, "of its kind at most one job lives, so none can queue");
            }
        }
    }

    String service() {
        return service;
    }

    /** How late a walk may come to a moment for it to be in time. */
    Duration punctual() {
        return punctual;
    }

    Collection<Entry<?>> entries() {
        return byName.values();
    }

    String[] names() {
        return byName.keySet().toArray(String[]::new);
    }

    private static IllegalArgumentException refused(Entry<?> entry, String why) {
        return new IllegalArgumentException("Schedule " + entry.name() + " is refused: " + why);
    }
}
