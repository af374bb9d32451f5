package dev.nightmail.notification.alert;

import dev.nightmail.common.event.AccountFact;
import dev.nightmail.common.event.AlertFact;
import dev.nightmail.common.event.JobFact;
import java.util.UUID;

/** Something that the operator is to be told. */
record Notification(UUID id, boolean isQueued, Matter matter) {

    /** What it is about. */
    sealed interface Matter {

        /** A job needs somebody. */
        record OfJob(JobFact.Type type, JobFact job) implements Matter {}

        /** Something is wrong, or well again. */
        record OfAlert(AlertFact.Type type, AlertFact alert) implements Matter {}

        /** An account is not kept up to date, or is again. */
        record OfAccount(AccountFact.Type type, AccountFact account) implements Matter {}
    }
}
