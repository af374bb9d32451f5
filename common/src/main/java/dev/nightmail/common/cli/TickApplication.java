package dev.nightmail.common.cli;

import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.health.Watch;
import dev.nightmail.common.schedule.DueWork;
import dev.nightmail.common.schedule.ScheduleCatalogue;
import dev.nightmail.common.schedule.WalkRepository;
import dev.nightmail.common.schedule.WalkRepository.WokenBy;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;

/** A service that inserts what is due and ends. */
@Singleton
public class TickApplication implements QuarkusApplication {

    private final Engine engine;
    private final ScheduleCatalogue schedules;
    private final DueWork due;
    private final WalkRepository walks;
    private final Watch watch;

    TickApplication(
            Engine engine,
            ScheduleCatalogue schedules,
            DueWork due,
            WalkRepository walks,
            Watch watch) {
        this.engine = engine;
        this.schedules = schedules;
        this.due = due;
        this.walks = walks;
        this.watch = watch;
    }

    /** What is declared is published first: there may be no resident process that has done so. */
    @Override
    public int run(String... texts) {
        engine.publish();
        schedules.publish();
        var found = due.enqueue();
        walks.note(WokenBy.EXTERNAL);
        // Where no process is resident, nobody else does.
        watch.look();
        System.out.printf("%d ticks, %d swept%n", found.ticks(), found.swept());
        return ExitCode.SUCCESS;
    }
}
