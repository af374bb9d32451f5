package dev.nightmail.common.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.schedule.TestSchedules.Args;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The query of docs/jobs.md that answers: did every nightly job run every night this year? */
@Tag("J14")
class EveryNightTest {

    private final TestSchedules world = new TestSchedules();

    /** A year in which all went well, whose attempts are long gone. */
    @BeforeEach
    void liveAYear() {
        world.publish(List.of(Schedule.at(world.name, "23 3 * * *", "UTC", new Args())));
        asOwner(
                """
                UPDATE jobs.schedule SET created_at = jobs.clock() - interval '500 days' WHERE name = '%s'
                """);
        asOwner(
                """
                INSERT INTO jobs.tick (schedule, due_at, revision, reason, moments, job_id, job_state, created_at)
                SELECT '%s', (date_trunc('day', jobs.clock() AT TIME ZONE 'UTC') + interval '3:23') AT TIME ZONE 'UTC'
                             - n * interval '1 day', 1, CASE n %% 9 WHEN 0 THEN 'caught-up' ELSE 'ran' END, 1,
                       gen_random_uuid(), 'completed', jobs.clock()
                FROM generate_series(1, 390) n
                """);
    }

    @Test
    void yearInWhichAllWentWellHasNoRows() throws IOException {
        assertThat(nightsThatWentWrong()).isEmpty();
    }

    @Test
    void everyNightThatWentWrongIsARow() throws IOException {
        atNight(300, "DELETE FROM jobs.tick");
        atNight(40, "UPDATE jobs.tick SET reason = 'missed-down', job_id = NULL, job_state = NULL");
        atNight(20, "UPDATE jobs.tick SET job_state = 'discarded'");
        atNight(1, "UPDATE jobs.tick SET job_state = NULL");

        assertThat(nightsThatWentWrong())
                .containsExactly(
                        "300 no tick/none",
                        "40 missed-down/none",
                        "20 ran/discarded",
                        "1 ran/alive");
    }

    @Test
    void jobThatEndedOfLateIsFoundAmongTheAttempts() throws IOException {
        atNight(1, "UPDATE jobs.tick SET job_state = NULL");
        attempt(1, "schedule", "completed");

        assertThat(nightsThatWentWrong()).isEmpty();
    }

    @Test
    void endOfTheJobStaysWithTheTickWhenItsAttemptsAreDropped() throws IOException {
        atNight(10, "UPDATE jobs.tick SET job_state = NULL");
        attempt(10, "schedule", "completed");

        dropPartition(10);

        assertThat(nightsThatWentWrong()).isEmpty();
    }

    @Test
    void jobThatWasDrivenAgainCountsByItsLastEnd() throws IOException {
        for (int night : new int[] {1, 11}) {
            atNight(night, "UPDATE jobs.tick SET job_state = NULL");
            attempt(night, "schedule", "discarded");
            attempt(night, "cli", "completed");
        }
        assertThat(nightsThatWentWrong()).isEmpty();

        dropPartition(11);

        assertThat(nightsThatWentWrong()).isEmpty();
    }

    private List<String> nightsThatWentWrong() throws IOException {
        return world.machinery(
                """
                SELECT (jobs.clock() AT TIME ZONE 'UTC')::date - night || ' ' || tick || '/' || job
                FROM (%s) AS wrong WHERE schedule = ?
                """
                        .formatted(query()),
                row -> row.getString(1),
                world.name);
    }

    /** As it stands in the documentation. */
    private static String query() throws IOException {
        var text = Files.readString(Path.of(System.getProperty("repository.root"), "docs/jobs.md"));
        var begin = text.indexOf("```sql") + "```sql".length();
        return text.substring(begin, text.indexOf(';', begin));
    }

    /** Does so to the tick of so many nights ago. */
    private void atNight(int night, String statement) {
        asOwner(statement + " WHERE schedule = '%s' AND " + isNight(night));
    }

    private static String isNight(int night) {
        return "(due_at AT TIME ZONE 'UTC')::date = (jobs.clock() AT TIME ZONE 'UTC')::date - "
                + night;
    }

    private void asOwner(String statement) {
        TestDatabase.asOwner(statement.replace("%s", world.name).replace("%%", "%"));
    }

    /** The latest attempt of the job of so many nights ago. */
    private void attempt(int night, String trigger, String end) {
        world.update(
                """
                INSERT INTO jobs.attempt (job_id, attempt, tenant_id, kind, version, queue, trigger, actor, cause, args,
                                          created_at, started_at, ended_at, outcome, job_state, counts, error_code,
                                          error_text, token, worker_id)
                SELECT job_id, 1, '00000000-0000-0000-0000-000000000000', 'test.run-it', 1, 'test', ?, schedule,
                       '', '{}', due_at, due_at,
                       due_at + make_interval(secs => (SELECT count(*) FROM jobs.attempt a WHERE a.job_id = tick.job_id)),
                       ?, ?, '{}', '', '', 1, gen_random_uuid()
                FROM jobs.tick WHERE schedule = ? AND
                """
                        + isNight(night),
                trigger,
                end,
                end,
                world.name);
    }

    private void dropPartition(int daysAgo) {
        for (var step : List.of("jobs.keep_failures(day, '', 1000)", "jobs.drop_day(day)")) {
            world.engine.sql.transact(
                    Access.worker(Ids.NIL),
                    () ->
                            world.engine.sql.query(
                                    """
                                    SELECT %s FROM (SELECT 'jobs.attempt_'
                                        || to_char((jobs.clock() AT TIME ZONE 'UTC')::date - ?, 'YYYYMMDD') AS day) AS d
                                    """
                                            .formatted(step),
                                    row -> 1,
                                    daysAgo));
        }
    }
}
