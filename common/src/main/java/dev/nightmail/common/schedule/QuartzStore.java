package dev.nightmail.common.schedule;

import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Makes the clustered scheduler of this service, when the database is there.
 *
 * <p>Quarkus would make it as the service starts, and its store reads the database at once: a
 * service could not come up while the database is away. So it is made here, and the extension
 * contributes what a native image needs.
 */
@Singleton
class QuartzStore {

    private static final String NAME = "nightmail";

    private final javax.sql.DataSource dataSource;
    private final String service;

    QuartzStore(
            @DataSource("quartz") javax.sql.DataSource dataSource,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.dataSource = dataSource;
        this.service = service;
    }

    Scheduler open() throws SchedulerException {
        DBConnectionManager.getInstance().addConnectionProvider(NAME, new Connections());
        return new StdSchedulerFactory(properties()).getScheduler();
    }

    private Properties properties() {
        var quartz = new Properties();
        quartz.setProperty("org.quartz.scheduler.instanceName", service);
        quartz.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        quartz.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        quartz.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        quartz.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        quartz.setProperty("org.quartz.threadPool.threadCount", "1");
        quartz.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        // Under test Quartz and its jobs have different class loaders; the thread that starts it
        // knows.
        quartz.setProperty(
                "org.quartz.scheduler.classLoadHelper.class",
                "org.quartz.simpl.ThreadContextClassLoadHelper");
        quartz.setProperty(
                "org.quartz.scheduler.threadsInheritContextClassLoaderOfInitializer", "true");
        quartz.setProperty(
                "org.quartz.threadPool.threadsInheritContextClassLoaderOfInitializingThread",
                "true");
        quartz.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        quartz.setProperty(
                "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        quartz.setProperty("org.quartz.jobStore.dataSource", NAME);
        quartz.setProperty("org.quartz.jobStore.tablePrefix", "quartz.qrtz_");
        quartz.setProperty("org.quartz.jobStore.isClustered", "true");
        quartz.setProperty("org.quartz.jobStore.clusterCheckinInterval", "5000");
        quartz.setProperty("org.quartz.jobStore.useProperties", "true");
        return quartz;
    }

    /** Hands Quartz the pool that Quarkus manages. */
    private final class Connections implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void shutdown() {}

        @Override
        public void initialize() {}
    }
}
