package dev.nightmail.common.engine;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A job that this process owns until its lease or the job ends.
 *
 * @param args JSON
 * @param checkpoint JSON
 * @param counts JSON object of what earlier chunks counted
 * @param isKeyed whether other jobs may wait for this one to end
 * @param isUnguarded whether a person lets it destroy as much as it will
 */
record Claim(
        UUID id,
        long token,
        UUID worker,
        UUID tenant,
        String kind,
        int attempt,
        int failures,
        long progress,
        String args,
        Optional<String> checkpoint,
        String counts,
        boolean isKeyed,
        boolean isDryRun,
        boolean isUnguarded) {

    private static final int HALF = 16;

    /** Under which logs of this attempt are found; {@code jobs.attempt} makes it the same way. */
    String traceId() {
        var ofJob = id.toString().replace("-", "");
        return ofJob.substring(ofJob.length() - HALF) + HexFormat.of().toHexDigits(token);
    }
}
