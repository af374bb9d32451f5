package dev.nightmail.common.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One thing that was done.
 *
 * @param tenant whose thing it was; the nil tenant when it concerns all
 * @param action such as {@code job.cancel}
 * @param entity what it was done to, such as {@code job:018f…}
 * @param actor who did it, such as {@code key:018f…}
 * @param critical log-in, key, role, secret, deletion, setting, operator action: kept for longer
 * @param details what a reader wants to know besides; nothing secret, no address
 */
public record AuditEntry(
        UUID tenant,
        String action,
        String entity,
        String actor,
        boolean critical,
        Map<String, Object> details) {

    /** A critical one without details. */
    public static AuditEntry critical(UUID tenant, String action, String entity, String actor) {
        return new AuditEntry(tenant, action, entity, actor, true, Map.of());
    }

    public AuditEntry with(String name, Object value) {
        var more = new TreeMap<>(details);
        more.put(name, value);
        return new AuditEntry(tenant, action, entity, actor, critical, more);
    }
}
