package dev.nightmail.common.setting;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was changed while services run, in the caller's transaction, which is the machinery's. */
@ApplicationScoped
public class SettingRepository {

    private final Sql sql;

    public SettingRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * What somebody wants.
     *
     * @param value empty to go back to the environment's
     */
    public record Wish(String key, Optional<String> value, String actor, String reason) {}

    /**
     * A wish that came true.
     *
     * @param version counts the changes of the key, from 1 on
     */
    public record Change(Wish wish, int version, Instant at) {}

    /** Of each key that was ever changed. */
    public List<Change> listLatest() {
        return sql.query(
                """
                SELECT DISTINCT ON (key) key, value, changed_by, reason, version, changed_at
                FROM core.setting ORDER BY key, version DESC
                """,
                SettingRepository::change);
    }

    /** Counts the changes of a key; 0 when there was none. */
    public int findVersion(String key) {
        return sql.queryOne(
                        "SELECT coalesce(max(version), 0) FROM core.setting WHERE key = ?",
                        row -> row.getInt(1),
                        key)
                .orElse(0);
    }

    /** Newest first. */
    public List<Change> listHistory(String key) {
        return sql.query(
                """
                SELECT key, value, changed_by, reason, version, changed_at
                FROM core.setting WHERE key = ? ORDER BY version DESC
                """,
                SettingRepository::change,
                key);
    }

    /**
     * False when the latest change is not that of the given version, or 0 for none, or another one
     * comes at the same moment: then nothing has changed.
     */
    public boolean add(Wish wish, int after) {
        return sql.update(
                        """
                        INSERT INTO core.setting (key, version, value, changed_by, reason)
                        SELECT ?, ? + 1, ?, ?, ?
                        WHERE ? = (SELECT coalesce(max(version), 0) FROM core.setting WHERE key = ?)
                        ON CONFLICT DO NOTHING
                        """,
                        wish.key(),
                        after,
                        wish.value(),
                        wish.actor(),
                        wish.reason(),
                        after,
                        wish.key())
                == 1;
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                new Wish(
                        row.getString("key"),
                        Columns.findText(row, "value"),
                        row.getString("changed_by"),
                        row.getString("reason")),
                row.getInt("version"),
                Columns.instant(row, "changed_at"));
    }
}
