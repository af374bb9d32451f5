package dev.nightmail.common.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a job is only shown, and how. */
final class DryRunOptions {

    /** How a report is printed. */
    enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = "--dry-run",
            description = "Do nothing, and print what the job would do with what is there now.")
    boolean dryRun;

    @Option(names = "--json", description = "Print the report of a dry run as JSON.")
    boolean json;

    /** Empty for a real run. */
    Optional<Form> form() {
        return dryRun ? Optional.of(json ? Form.JSON : Form.TEXT) : Optional.empty();
    }
}
