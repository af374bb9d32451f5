package dev.nightmail.sync.consent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Log-ins at issuers that have begun and not ended, in the caller's transaction. */
@ApplicationScoped
class ConsentRepository {

    private final Sql sql;
    private final Secrets secrets;
    private final ObjectMapper json;
    private final Ids ids;

    ConsentRepository(Sql sql, Secrets secrets, ObjectMapper json, Ids ids) {
        this.sql = sql;
        this.secrets = secrets;
        this.json = json;
        this.ids = ids;
    }

    /** Counts for ten minutes, until then; those of the tenant whose time is over go. */
    Instant insert(byte[] stateHash, Begun begun) {
        sql.update("DELETE FROM sync.oauth_login WHERE expires_at <= jobs.clock()");
        var id = ids.next();
        return sql.queryOne(
                        """
                        INSERT INTO sync.oauth_login (state_hash, tenant_id, id, actor, form, verifier, expires_at)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?, jobs.clock() + interval '10 minutes')
                        RETURNING expires_at
                        """,
                        row -> Columns.instant(row, "expires_at"),
                        stateHash,
                        begun.tenant(),
                        id,
                        begun.actor(),
                        write(begun.form()),
                        secrets.encrypt(begun.verifier(), begun.tenant(), id))
                .orElseThrow();
    }

    /** Over all tenants. */
    Optional<UUID> findTenant(byte[] stateHash) {
        return sql.queryOne(
                "SELECT tenant_id FROM sync.oauth_login WHERE state_hash = ?",
                row -> Columns.uuid(row, "tenant_id"),
                stateHash);
    }

    /** Takes it away; a second one finds nothing, nor does one who comes too late. */
    Optional<Begun> take(byte[] stateHash) {
        return sql.queryOne(
                """
                DELETE FROM sync.oauth_login WHERE state_hash = ? AND expires_at > jobs.clock()
                RETURNING tenant_id, id, actor, form, verifier
                """,
                this::read,
                stateHash);
    }

    private Begun read(ResultSet row) throws SQLException {
        var tenant = Columns.uuid(row, "tenant_id");
        return new Begun(
                tenant,
                row.getString("actor"),
                readForm(row.getString("form")),
                secrets.decrypt(row.getBytes("verifier"), tenant, Columns.uuid(row, "id")));
    }

    private String write(ConsentForm form) {
        try {
            return json.writeValueAsString(form);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A form that cannot be written", e);
        }
    }

    private ConsentForm readForm(String text) {
        try {
            return json.readValue(text, ConsentForm.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A form that cannot be read", e);
        }
    }
}
