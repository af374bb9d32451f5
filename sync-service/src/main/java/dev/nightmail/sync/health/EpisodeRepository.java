package dev.nightmail.sync.health;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Episodes in which accounts are unwell, in the caller's transaction. */
@ApplicationScoped
class EpisodeRepository {

    private final Sql sql;

    EpisodeRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * One that has begun or ended now.
     *
     * @param reason empty when it has ended
     */
    record Episode(UUID account, String reason, String state, Instant since) {}

    /** Tenants with accounts of which something is to be told; for the machinery. */
    List<UUID> listTenants() {
        return sql.query(
                "SELECT tenant_id FROM sync.tenants_to_check() AS tenant_id",
                row -> Columns.uuid(row, "tenant_id"));
    }

    /** Accounts that have become unwell, up to so many. */
    List<Episode> begin(int atMost) {
        return sql.query(
                """
                UPDATE sync.account a SET unwell_since = jobs.clock()
                FROM (SELECT id, sync.malady(s, jobs.clock()) AS malady FROM sync.account s
                      WHERE unwell_since IS NULL AND sync.malady(s, jobs.clock()) <> '' ORDER BY id LIMIT ?
                      FOR UPDATE) found
                WHERE a.id = found.id
                RETURNING a.id, found.malady, a.state, a.unwell_since
                """,
                EpisodeRepository::toEpisode,
                atMost);
    }

    /** Accounts that are well again, up to so many, with when they had become unwell. */
    List<Episode> end(int atMost) {
        return sql.query(
                """
                UPDATE sync.account a SET unwell_since = NULL
                FROM (SELECT id, unwell_since FROM sync.account s
                      WHERE unwell_since IS NOT NULL AND sync.malady(s, jobs.clock()) = '' ORDER BY id LIMIT ?
                      FOR UPDATE) found
                WHERE a.id = found.id
                RETURNING a.id, '' AS malady, a.state, found.unwell_since
                """,
                EpisodeRepository::toEpisode,
                atMost);
    }

    private static Episode toEpisode(ResultSet row) throws SQLException {
        return new Episode(
                Columns.uuid(row, "id"),
                row.getString("malady"),
                row.getString("state"),
                Columns.instant(row, "unwell_since"));
    }
}
