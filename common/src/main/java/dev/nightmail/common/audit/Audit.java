package dev.nightmail.common.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.sql.Sql;
import jakarta.inject.Singleton;

/** Keeps what was done, in the caller's transaction. */
@Singleton
public class Audit {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;
    private final Ids ids;

    public Audit(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    public void write(AuditEntry entry) {
        sql.update(
                """
                INSERT INTO core.audit (id, tenant_id, at, action, entity, actor, critical, details)
                VALUES (?, ?, jobs.clock(), ?, ?, ?, ?, ?::jsonb)
                """,
                ids.next(),
                entry.tenant(),
                entry.action(),
                entry.entity(),
                entry.actor(),
                entry.critical(),
                details(entry));
    }

    private static String details(AuditEntry entry) {
        try {
            return JSON.writeValueAsString(entry.details());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Details are texts, numbers and lists of them", e);
        }
    }
}
