package dev.nightmail.common.migration;

import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema up to date. Services that start together wait for the one that does it. */
@Singleton
public class Migrations {

    private final Flyway flyway;
    private final DatabaseConfig config;
    private final SchemaGate gate;

    Migrations(Flyway flyway, DatabaseConfig config, SchemaGate gate) {
        this.flyway = flyway;
        this.config = config;
        this.gate = gate;
    }

    /**
     * @throws org.flywaydb.core.api.FlywayException when the database is away or a migration fails
     * @throws ForeignSchemaException when the migrations that have run are others than ours
     */
    public void run() {
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new ForeignSchemaException("The database was migrated by another build", e);
        }
        gate.open();
    }

    /**
     * For a command, which does not migrate.
     *
     * @throws ForeignSchemaException when the schema is older than this build, or another one
     */
    public void check() {
        try {
            flyway.validate();
        } catch (FlywayValidateException e) {
            throw new ForeignSchemaException(
                    "The schema is not that of this build: start the service once", e);
        }
        gate.open();
    }

    /** Where the database is expected, for messages. */
    public String where() {
        return config.url().replaceFirst("\\?.*", "");
    }
}
