package dev.nightmail.common.schedule;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A tick that a walk has written.
 *
 * @param moments stands for so many, the last of which is {@code due}
 * @param reason as in the tables, such as {@code caught-up}
 * @param job that it gave
 */
public record WrittenTick(
        String schedule, Instant due, int moments, String reason, Optional<UUID> job) {}
