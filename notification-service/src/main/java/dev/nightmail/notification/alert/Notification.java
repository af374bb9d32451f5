package dev.nightmail.notification.alert;

import dev.nightmail.common.event.JobFact;
import java.util.UUID;

/** Something that the operator is to be told; so far always of a job that needs somebody. */
record Notification(UUID id, boolean isQueued, JobFact.Type type, JobFact job) {}
