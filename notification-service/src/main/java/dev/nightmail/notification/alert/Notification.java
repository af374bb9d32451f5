package dev.nightmail.notification.alert;

import dev.nightmail.common.event.JobDiscarded;
import java.util.UUID;

/** Something that the operator is to be told; so far always a job that has failed for good. */
record Notification(UUID id, boolean isQueued, JobDiscarded job) {}
