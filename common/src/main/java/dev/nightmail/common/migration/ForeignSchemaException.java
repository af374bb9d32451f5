package dev.nightmail.common.migration;

/** Migrations have run on the database that are not this build's; nothing that waits mends it. */
public class ForeignSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignSchemaException(Throwable cause) {
        super("The database was migrated by another build", cause);
    }
}
