package dev.nightmail.sync.schedule;

import dev.nightmail.common.schedule.SchedulerConfig;
import dev.nightmail.common.setting.InForce;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How many syncs are admitted. Where cron drives, all that are due: what is left over would wait
 * for its next call, and a drain has its own places.
 */
@ApplicationScoped
public class Limits {

    private static final int NONE = 1_000_000;

    private final InForce<ScheduleConfig> settings;
    private final SchedulerConfig scheduler;

    public Limits(InForce<ScheduleConfig> settings, SchedulerConfig scheduler) {
        this.settings = settings;
        this.scheduler = scheduler;
    }

    ScheduleConfig settings() {
        return settings.now();
    }

    /** Whether processes stay, and look for what is due by themselves. */
    boolean isResident() {
        return scheduler.mode() == SchedulerConfig.Mode.QUARTZ;
    }

    int perProvider() {
        return isResident() ? settings().connectionsPerHost() : NONE;
    }

    int inAll() {
        return isResident() ? settings().maxConcurrent() : NONE;
    }
}
