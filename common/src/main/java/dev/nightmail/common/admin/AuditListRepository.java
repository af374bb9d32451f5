package dev.nightmail.common.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the audit of the caller's tenant, in the caller's transaction. */
@ApplicationScoped
class AuditListRepository {

    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private final Sql sql;
    private final ObjectMapper json;

    AuditListRepository(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    List<AuditView> list(UUID before, int limit) {
        return sql.query(
                """
                SELECT id, at, action, entity, actor, critical, details
                FROM core.audit WHERE id < ? ORDER BY id DESC LIMIT ?
                """,
                this::toView,
                before,
                limit);
    }

    private AuditView toView(ResultSet row) throws SQLException {
        return new AuditView(
                Columns.uuid(row, "id"),
                Columns.instant(row, "at"),
                row.getString("action"),
                row.getString("entity"),
                row.getString("actor"),
                row.getBoolean("critical"),
                details(row.getString("details")));
    }

    private Map<String, Object> details(String text) {
        try {
            return json.readValue(text, DETAILS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Details that are none", e);
        }
    }
}
