package dev.nightmail.common.migration;

/** The schema of the database is not this build's; nothing that waits mends it. */
public class ForeignSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
