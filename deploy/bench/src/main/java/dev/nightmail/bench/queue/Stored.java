package dev.nightmail.bench.queue;

/** The row that jobs store which do more than nothing. */
final class Stored {

    static final String SCHEMA =
            """
            CREATE TABLE IF NOT EXISTS stored (number int NOT NULL, at timestamptz NOT NULL DEFAULT now());
            GRANT INSERT ON stored TO nightmail_worker;
            """;

    static final String INSERT = "INSERT INTO stored (number) VALUES (?)";

    private Stored() {}
}
