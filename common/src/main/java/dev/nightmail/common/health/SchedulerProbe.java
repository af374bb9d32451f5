package dev.nightmail.common.health;

import dev.nightmail.common.health.LiveRepository.Walks;
import dev.nightmail.common.schedule.SchedulerConfig;
import dev.nightmail.common.setting.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether each service's schedules are walked, and by one sort of scheduler only. */
@ApplicationScoped
class SchedulerProbe implements Probe {

    private final LiveRepository live;
    private final InForce<AlertConfig> settings;
    private final SchedulerConfig scheduler;

    SchedulerProbe(LiveRepository live, InForce<AlertConfig> settings, SchedulerConfig scheduler) {
        this.live = live;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    @Override
    public String name() {
        return "schedulers";
    }

    @Override
    public List<Reading> look(Instant now) {
        return live.walks(now).stream().map(this::judge).toList();
    }

    private Reading judge(Walks walks) {
        boolean isQuartz =
                scheduler.mode() == SchedulerConfig.Mode.QUARTZ
                        && walks.quartz() <= walks.external();
        double silence = Math.min(walks.quartz(), walks.external());
        var limits = settings.now();
        var longest = isQuartz ? limits.schedulerSilence() : limits.externalSilence();
        return Reading.of("scheduler", walks.service())
                .with("silenceSeconds", silence)
                .when(silence > longest.toSeconds(), Trouble.NO_SCHEDULER)
                .when(isAlive(walks) && isCronRegular(walks), Trouble.TWO_SCHEDULERS);
    }

    private boolean isAlive(Walks walks) {
        return walks.quartz() <= settings.now().schedulerSilence().toSeconds();
    }

    /** One walk by hand beside Quartz is nothing; walks for a while are a second scheduler. */
    private boolean isCronRegular(Walks walks) {
        Duration most = settings.now().externalSilence();
        return walks.external() <= most.toSeconds()
                && walks.externalSpan() > most.toSeconds() / 3.0;
    }
}
