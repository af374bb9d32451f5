package dev.nightmail.common.migration;

import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Services that start together wait for the one that does it. */
@Singleton
public class Migrations {

    private final Flyway flyway;
    private final DatabaseConfig config;
    private final CountDownLatch done = new CountDownLatch(1);

    Migrations(Flyway flyway, DatabaseConfig config) {
        this.flyway = flyway;
        this.config = config;
    }

    /**
     * @throws org.flywaydb.core.api.FlywayException when the database is away or a migration fails
     */
    public void run() {
        flyway.migrate();
        done.countDown();
    }

    /** Returns when the schema is up to date: what comes from Kafka may be here earlier. */
    public void await() throws InterruptedException {
        done.await();
    }

    /** Where the database is expected, for messages. */
    public String where() {
        return config.url().replaceFirst("\\?.*", "");
    }
}
