package dev.nightmail.common.system;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** The answer to who has waited for a job that goes on. */
@RegisterForReflection
record StartedView(UUID jobId) {}
