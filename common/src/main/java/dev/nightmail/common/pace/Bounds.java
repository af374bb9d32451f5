package dev.nightmail.common.pace;

import java.time.Duration;

/**
 * Between which a pace moves.
 *
 * @param least rows of a batch
 * @param first rows of the first batch
 * @param most rows of a batch
 * @param aim how long a batch takes
 * @param longest how long the transaction of a batch takes at most; a statement of it three
 *     quarters
 */
public record Bounds(int least, int first, int most, Duration aim, Duration longest) {

    static final Bounds USUAL =
            new Bounds(100, 500, 10_000, Duration.ofMillis(200), Duration.ofMillis(900));
}
