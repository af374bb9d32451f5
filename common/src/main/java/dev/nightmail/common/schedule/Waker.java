package dev.nightmail.common.schedule;

import dev.nightmail.common.schedule.WalkRepository.WokenBy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;

/**
 * Lets clustered Quartz call the walk over schedules and the sweeps, on one process of a service at
 * a time; where cron does so, there is no Quartz.
 */
@Singleton
public class Waker {

    private static final Logger LOG = Logger.getLogger(Waker.class);
    private static final int SECONDS = 2;
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final QuartzStore store;
    private final Wake wake;
    private final SchedulerConfig config;
    private volatile Optional<Scheduler> scheduler = Optional.empty();

    Waker(QuartzStore store, Wake wake, SchedulerConfig config) {
        this.store = store;
        this.wake = wake;
        this.config = config;
    }

    /** Stops waking, and lets the walk that is under way finish. */
    public void stop() throws SchedulerException {
        if (scheduler.isPresent()) {
            scheduler.get().shutdown(true);
        }
    }

    /** Starts waking; the store must be there. A restart finds its trigger and keeps it. */
    public void start() throws SchedulerException {
        if (config.mode() == SchedulerConfig.Mode.EXTERNAL) {
            return;
        }
        var quartz = store.open();
        quartz.setJobFactory((bundle, scheduler) -> wake);
        var job = JobBuilder.newJob(Wake.class).withIdentity("wake").storeDurably().build();
        var trigger =
                TriggerBuilder.newTrigger()
                        .withIdentity("wake")
                        .forJob(job)
                        .withSchedule(
                                SimpleScheduleBuilder.repeatSecondlyForever(SECONDS)
                                        .withMisfireHandlingInstructionNextWithRemainingCount())
                        .build();
        quartz.addJob(job, true);
        if (!quartz.checkExists(trigger.getKey())) {
            quartz.scheduleJob(trigger);
        }
        quartz.start();
        scheduler = Optional.of(quartz);
    }

    /**
     * What Quartz calls, and finds by the name of its class; a failure is left to the next time,
     * and told once for as long as it goes on.
     */
    @Singleton
    @RegisterForReflection
    @DisallowConcurrentExecution
    public static class Wake implements Job {

        private final DueWork due;
        private final WalkRepository walks;
        private volatile String told = "";

        public Wake(DueWork due, WalkRepository walks) {
            this.due = due;
            this.walks = walks;
        }

        @Override
        public void execute(JobExecutionContext context) {
            wake();
        }

        void wake() {
            try {
                walk();
                told = "";
            } catch (RuntimeException e) {
                tell(e);
            }
        }

        /** One schedule that cannot be walked is not the absence of a scheduler. */
        private void walk() {
            try {
                due.enqueue();
            } finally {
                walks.note(WokenBy.QUARTZ, SILENCE);
            }
        }

        private void tell(RuntimeException failure) {
            var what = String.valueOf(failure.getMessage());
            if (!what.equals(told)) {
                told = what;
                LOG.warn("Schedules wait for the next walk", failure);
            }
        }
    }
}
