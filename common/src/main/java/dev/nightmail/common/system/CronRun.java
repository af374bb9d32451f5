package dev.nightmail.common.system;

import dev.nightmail.common.health.Watch;
import dev.nightmail.common.schedule.DueWork;
import dev.nightmail.common.schedule.WalkRepository;
import dev.nightmail.common.schedule.WalkRepository.WokenBy;
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

    CronRun(DueWork due, WalkRepository walks, Watch watch) {
        this.due = due;
        this.walks = walks;
        this.watch = watch;
    }

    /** The names of the schedules that are walked. */
    List<String> schedules() {
        return due.schedules();
    }

    /** A repeat finds nothing due. */
    public DueWork.Found run() {
        var found = due.enqueue();
        walks.note(WokenBy.EXTERNAL);
        watch.look();
        return found;
    }
}
