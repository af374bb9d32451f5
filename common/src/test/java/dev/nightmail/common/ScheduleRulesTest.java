package dev.nightmail.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Schedule;
import dev.nightmail.common.sql.Sql;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J17")
class ScheduleRulesTest {

    record Args() {}

    @Test
    void staggeredSchedulesAreWell() {
        assertThat(faults("23 3 * * *", "41 3 * * *", "4-59/15 * * * *", "7 */6 * * *")).isEmpty();
        assertThat(
                        ScheduleRules.faults(
                                List.of(Schedule.every("test.a", Duration.ofHours(1), new Args()))))
                .isEmpty();
    }

    @Test
    void minuteZeroIsAFault() {
        assertThat(faults("0 3 * * *")).containsExactly("test.s0 is due at minute 0");
        assertThat(faults("*/15 * * * *")).containsExactly("test.s0 is due at minute 0");
    }

    @Test
    void nearMidnightIsAFaultUnlessDueMoreThanOnceADay() {
        assertThat(faults("55 23 * * *")).containsExactly("test.s0 is due near midnight UTC");
        assertThat(faults("5 0 1 * *")).containsExactly("test.s0 is due near midnight UTC");
        assertThat(faults("10 0 * * *", "50 23 * * *", "5 * * * *")).isEmpty();
    }

    @Test
    void twoAtOnceAreAFaultEvenIfOnlyOnceAYear() {
        assertThat(faults("23 3 * * *", "23 3 29 11 *"))
                .containsExactly("test.s0 and test.s1 are both due at 2027-11-29T03:23:00Z");
    }

    @Test
    void schedulesAreFoundInTheClassesOfJobs() {
        var classes = new ClassFileImporter().importClasses(RushHourJob.class);

        assertThatThrownBy(() -> ScheduleRules.check(classes))
                .hasMessageContaining("test.rush-hour is due at minute 0");
    }

    private static List<String> faults(String... crons) {
        var all = Arrays.asList(crons);
        return ScheduleRules.faults(
                all.stream()
                        .<Schedule<?>>map(cron ->
                                Schedule.at("test.s" + all.indexOf(cron), cron, "UTC", new Args()))
                        .toList());
    }

    /** Due with all the others. */
    static final class RushHourJob implements Job<Args> {

        private final Sql sql;

        RushHourJob(Sql sql) {
            this.sql = sql;
        }

        @Override
        public JobKind<Args> kind() {
            return JobKind.of("test.be-there", Args.class, "test");
        }

        @Override
        public List<Schedule<Args>> schedules() {
            return List.of(Schedule.at("test.rush-hour", "0 8 * * *", "UTC", new Args()));
        }

        @Override
        public JobResult run(Args args, JobContext context) {
            sql.update("SELECT 1");
            return JobResult.completed();
        }
    }
}
