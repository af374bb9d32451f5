package dev.nightmail.common.lifecycle;

import dev.nightmail.common.engine.Engine;
import dev.nightmail.common.event.Relay;
import dev.nightmail.common.health.Watch;
import dev.nightmail.common.lifecycle.RoleConfig.Role;
import dev.nightmail.common.migration.ForeignSchemaException;
import dev.nightmail.common.migration.Migrations;
import dev.nightmail.common.schedule.ScheduleCatalogue;
import dev.nightmail.common.schedule.Waker;
import dev.nightmail.common.setting.LiveSettings;
import dev.nightmail.common.wakeup.Listener;
import dev.nightmail.common.wakeup.Ringer;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.quartz.SchedulerException;

/**
 * Starts the machinery as soon as the database is there. Until then the service is up, live and not
 * ready, and it goes on by itself.
 */
@Singleton
public class Lifecycle {

    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The database was migrated by another build. */
    static final String FOREIGN_SCHEMA = "foreign-schema";

    private final RoleConfig config;
    private final Migrations migrations;
    private final Machinery machinery;
    private volatile boolean ready;
    private volatile String waitingFor = "start";
    private volatile boolean stopped;

    /** What is started and stopped. */
    @Singleton
    record Machinery(
            LiveSettings settings,
            Engine engine,
            ScheduleCatalogue schedules,
            Waker waker,
            Relay relay,
            Watch watch,
            Listener listener,
            Ringer ringer,
            @All List<Resident> residents) {}

    Lifecycle(RoleConfig config, Migrations migrations, Machinery machinery) {
        this.config = config;
        this.migrations = migrations;
        this.machinery = machinery;
    }

    /** Whether the schema is there and, in a worker, the machinery runs. */
    public boolean isReady() {
        return ready;
    }

    /** Why it is not ready: {@code start}, {@code database} or {@link #FOREIGN_SCHEMA}. */
    String waitingFor() {
        return waitingFor;
    }

    void start(@Observes StartupEvent event) {
        if (config.role() != Role.COMMAND) {
            var thread = Thread.ofPlatform().name("startup").daemon().unstarted(this::bringUp);
            // Quartz finds its job through it; the thread that starts a test has another one.
            thread.setContextClassLoader(Lifecycle.class.getClassLoader());
            thread.start();
        } else {
            migrations.check();
            machinery.settings().refresh();
            machinery.settings().start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (ready && isWorker()) {
            stopMachinery();
        }
        stop(() -> machinery.settings().stop());
        // In every role: what has been enqueued is still to be told.
        stop(() -> machinery.ringer().stop());
    }

    /**
     * What brings new work first, what finishes it last; one that fails does not keep the others.
     */
    private void stopMachinery() {
        stop(() -> machinery.waker().stop());
        stop(() -> machinery.watch().stop());
        machinery.residents().forEach(resident -> stop(resident::stop));
        stop(() -> machinery.listener().stop());
        stop(() -> machinery.engine().stop());
        stop(() -> machinery.relay().stop());
    }

    private interface Stopping {
        void run() throws SchedulerException, InterruptedException;
    }

    private static void stop(Stopping part) {
        try {
            part.run();
        } catch (SchedulerException | RuntimeException e) {
            LOG.warnf("Does not stop: %s", firstLine(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWorker() {
        return config.role() == Role.WORKER || config.role() == Role.BOTH;
    }

    private void bringUp() {
        while (!stopped && !ready) {
            try {
                migrations.run();
                machinery.settings().refresh();
                machinery.engine().publish();
                machinery.schedules().publish();
                if (isWorker()) {
                    // What may fail comes first: this loop must not start the engine twice.
                    machinery.engine().publishLimits();
                    machinery.waker().start();
                    machinery.engine().start();
                    machinery.listener().start(machinery.engine().queues());
                    machinery.relay().start(machinery.engine()::identity);
                    machinery.watch().start();
                    machinery.residents().forEach(Resident::start);
                }
                machinery.settings().start();
                ready = true;
                LOG.infof("ready role=%s", config.role());
            } catch (ForeignSchemaException e) {
                waitingFor = FOREIGN_SCHEMA;
                LOG.errorf("Not ready: %s: %s", migrations.where(), firstLine(e));
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (FlywayException | SchedulerException e) {
                waitingFor = "database";
                LOG.warnf("Not ready, waiting for %s: %s", migrations.where(), firstLine(e));
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (RuntimeException e) {
                LOG.warn("Not ready", e);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
