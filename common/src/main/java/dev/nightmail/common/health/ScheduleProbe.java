package dev.nightmail.common.health;

import dev.nightmail.common.health.HistoryRepository.Planned;
import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.time.Timing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Whether what is due by a schedule succeeds in its time, whoever ought to have begun it. */
@ApplicationScoped
class ScheduleProbe implements Probe {

    private static final Logger LOG = Logger.getLogger(ScheduleProbe.class);

    private final HistoryRepository history;
    private final InForce<AlertConfig> settings;

    ScheduleProbe(HistoryRepository history, InForce<AlertConfig> settings) {
        this.history = history;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public List<Reading> look(Instant now) {
        return history.planned().stream().map(schedule -> judge(schedule, now)).toList();
    }

    private Reading judge(Planned schedule, Instant now) {
        var late = late(schedule, now);
        return Reading.of("schedule", schedule.name())
                .with("sinceSuccessSeconds", Duration.between(schedule.from(), now).toSeconds())
                .with("lateSeconds", Math.max(0, late.toSeconds()))
                .when(schedule.isCounted() && late.isPositive(), Trouble.NO_SUCCESS);
    }

    /**
     * By how much the first moment after the last success is overdue; negative until its job has
     * had its time.
     */
    private Duration late(Planned schedule, Instant now) {
        try {
            var timing =
                    schedule.cron().isPresent()
                            ? Timing.at(schedule.cron().get(), schedule.zone())
                            : new Timing.Every(schedule.every());
            var due = timing.next(schedule.from(), schedule.revisedAt());
            var grace = settings.now().grace();
            var patience = schedule.greatest().compareTo(grace) > 0 ? schedule.greatest() : grace;
            return Duration.between(due.plus(schedule.jitter()).plus(patience), now);
        } catch (IllegalArgumentException e) {
            LOG.debugf("Schedule %s cannot be read: %s", schedule.name(), e.getMessage());
            return Duration.ZERO;
        }
    }
}
