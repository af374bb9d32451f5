package dev.nightmail.common.system;

import dev.nightmail.common.health.AlertConfig;
import dev.nightmail.common.health.Watch;
import dev.nightmail.common.schedule.DueWork;
import dev.nightmail.common.schedule.WalkRepository;
import dev.nightmail.common.schedule.WalkRepository.WokenBy;
import dev.nightmail.common.setting.InForce;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What cron brings about, by command or by request: what is due is inserted, and everything is
 * looked at, because nobody else does where no process is resident.
 */
@Singleton
public class CronRun {

    private final DueWork due;
    private final WalkRepository walks;
    private final Watch watch;
    private final InForce<AlertConfig> settings;

    CronRun(DueWork due, WalkRepository walks, Watch watch, InForce<AlertConfig> settings) {
        this.due = due;
        this.walks = walks;
        this.watch = watch;
        this.settings = settings;
    }

    /** The names of the schedules that are walked. */
    List<String> schedules() {
        return due.schedules();
    }

    /** A repeat finds nothing due. A schedule that cannot be walked holds up nothing else. */
    public DueWork.Found run() {
        try {
            return due.enqueue();
        } finally {
            look();
        }
    }

    private void look() {
        try {
            walks.note(WokenBy.EXTERNAL, settings.now().externalSilence());
        } finally {
            watch.look();
        }
    }
}
