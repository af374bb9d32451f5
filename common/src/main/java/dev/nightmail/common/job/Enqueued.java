package dev.nightmail.common.job;

import java.util.UUID;

/** The job that now waits: a new one, or the live one that has the same unique key. */
public record Enqueued(UUID id, boolean isNew) {}
