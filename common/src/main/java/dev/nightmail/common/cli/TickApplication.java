package dev.nightmail.common.cli;

import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.schedule.DueWork;
import dev.nightmail.common.schedule.ScheduleCatalogue;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;

/** A service that inserts what is due and ends. */
@Singleton
public class TickApplication implements QuarkusApplication {

    private final Engine engine;
    private final ScheduleCatalogue schedules;
    private final DueWork due;

    TickApplication(Engine engine, ScheduleCatalogue schedules, DueWork due) {
        this.engine = engine;
        this.schedules = schedules;
        this.due = due;
    }

    /** What is declared is published first: there may be no resident process that has done so. */
    @Override
    public int run(String... texts) {
        engine.publish();
        schedules.publish();
        var found = due.enqueue();
        System.out.printf("%d ticks, %d swept%n", found.ticks(), found.swept());
        return ExitCode.SUCCESS;
    }
}
