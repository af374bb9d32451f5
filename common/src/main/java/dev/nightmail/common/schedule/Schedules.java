package dev.nightmail.common.schedule;

import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/** Pauses and resumes schedules while they run, in the caller's transaction as the machinery. */
@ApplicationScoped
public class Schedules {

    private final Sql sql;

    public Schedules(Sql sql) {
        this.sql = sql;
    }

    /**
     * From now on nothing of the schedule starts, in no process; jobs that wait or run go on.
     *
     * @param actor who asks, such as {@code cli:…}
     * @return false when there is none of that name, or it is paused already
     */
    public boolean pause(String name, String actor, String reason) {
        return is("SELECT jobs.pause_schedule(?, ?, ?)", name, actor, reason);
    }

    /**
     * Goes on with the next due moment; what was due in the pause stays undone.
     *
     * @return false when there is none of that name, or it is not paused
     */
    public boolean resume(String name, String actor) {
        return is("SELECT jobs.resume_schedule(?, ?)", name, actor);
    }

    private boolean is(String call, Object... args) {
        return sql.query(call, row -> row.getBoolean(1), args).getFirst();
    }
}
