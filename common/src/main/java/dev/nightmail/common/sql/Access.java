package dev.nightmail.common.sql;

import dev.nightmail.common.id.Ids;
import java.util.UUID;

/**
 * In whose name a transaction runs: the database role that it takes, and the tenant whose rows it
 * sees.
 */
public record Access(String role, UUID tenant) {

    /** A caller of the API. */
    public static Access request(UUID tenant) {
        return new Access("nightmail_request", tenant);
    }

    /** A running job, or a caller who decides what becomes of an uncertain one. */
    public static Access worker(UUID tenant) {
        return new Access("nightmail_worker", tenant);
    }

    /** Queues, events and named scans, over all tenants. */
    public static Access machinery() {
        return new Access("nightmail_machinery", Ids.NIL);
    }
}
