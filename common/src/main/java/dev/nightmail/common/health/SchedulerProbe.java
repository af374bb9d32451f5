package dev.nightmail.common.health;

import dev.nightmail.common.health.LiveRepository.Walks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether each service's schedules are walked, and by one sort of scheduler only. */
@ApplicationScoped
class SchedulerProbe implements Probe {

    private final LiveRepository live;
    private final AlertConfig config;

    SchedulerProbe(LiveRepository live, AlertConfig config) {
        this.live = live;
        this.config = config;
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
        boolean isQuartz = walks.quartz() <= walks.external();
        double silence = Math.min(walks.quartz(), walks.external());
        var longest = isQuartz ? config.schedulerSilence() : config.externalSilence();
        return Reading.of("scheduler", walks.service())
                .with("silenceSeconds", silence)
                .when(silence > longest.toSeconds(), Trouble.NO_SCHEDULER)
                .when(isAlive(walks) && isCronRegular(walks), Trouble.TWO_SCHEDULERS);
    }

    private boolean isAlive(Walks walks) {
        return walks.quartz() <= config.schedulerSilence().toSeconds();
    }

    /** One walk by hand beside Quartz is nothing; walks for a while are a second scheduler. */
    private boolean isCronRegular(Walks walks) {
        Duration most = config.externalSilence();
        return walks.external() <= most.toSeconds()
                && walks.externalSpan() > most.toSeconds() / 3.0;
    }
}
