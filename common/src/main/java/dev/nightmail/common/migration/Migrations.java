package dev.nightmail.common.migration;

import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Services that start together wait for the one that does it. */
@Singleton
public class Migrations {

    private final Flyway flyway;

    Migrations(Flyway flyway) {
        this.flyway = flyway;
    }

    /**
     * @throws org.flywaydb.core.api.FlywayException when the database is away or a migration fails
     */
    public void run() {
        flyway.migrate();
    }
}
