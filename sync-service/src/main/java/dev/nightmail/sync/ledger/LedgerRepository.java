package dev.nightmail.sync.ledger;

import dev.nightmail.common.sql.Columns;
import dev.nightmail.common.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What was not stored of an account, in the transaction of a request. */
@ApplicationScoped
class LedgerRepository {

    private final Sql sql;

    LedgerRepository(Sql sql) {
        this.sql = sql;
    }

    /** How many messages are in quarantine, by mailbox and reason. */
    Map<UUID, Map<String, Long>> countQuarantined(UUID account) {
        var counts = new HashMap<UUID, Map<String, Long>>();
        sql.query(
                """
                SELECT q.mailbox_id, q.reason, count(*) AS messages
                FROM sync.quarantine q JOIN sync.mailbox m ON m.id = q.mailbox_id WHERE m.account_id = ?
                GROUP BY q.mailbox_id, q.reason
                """,
                row ->
                        counts.computeIfAbsent(
                                        Columns.uuid(row, "mailbox_id"), _ -> new TreeMap<>())
                                .put(row.getString("reason"), row.getLong("messages")),
                account);
        return counts;
    }

    /** Up to which message a list went. */
    record Place(UUID mailbox, long uid) {}

    /** Messages in quarantine, by mailbox and UID. */
    List<LedgerView.Quarantined> listQuarantined(UUID account, Optional<Place> after, int atMost) {
        var values = new ArrayList<Object>(List.of(account));
        after.ifPresent(place -> Collections.addAll(values, place.mailbox(), place.uid()));
        values.add(atMost);
        return sql.query(
                """
                SELECT q.mailbox_id, q.uid, q.reason, q.created_at, nullif(q.tried_at, '-infinity') AS tried_at
                FROM sync.mailbox m JOIN sync.quarantine q ON q.mailbox_id = m.id
                WHERE m.account_id = ? %s
                ORDER BY q.mailbox_id, q.uid LIMIT ?
                """
                        .formatted(after.isPresent() ? "AND (q.mailbox_id, q.uid) > (?, ?)" : ""),
                LedgerRepository::toQuarantined,
                values.toArray());
    }

    /**
     * Whether the mailbox is synced from now on; its account is due now if it is. Nothing happens
     * to one of which a sync has found in this moment that it shows a label.
     */
    void select(UUID mailbox, boolean selected) {
        sql.update(
                "UPDATE sync.mailbox SET selected = ? WHERE id = ? AND deselected_for <> 'label'",
                selected,
                mailbox);
        sql.update(
                """
                UPDATE sync.account SET next_due_at = jobs.clock()
                WHERE ? AND next_due_at > jobs.clock() AND id = (SELECT account_id FROM sync.mailbox WHERE id = ?)
                """,
                selected,
                mailbox);
    }

    private static LedgerView.Quarantined toQuarantined(ResultSet row) throws SQLException {
        return new LedgerView.Quarantined(
                Columns.uuid(row, "mailbox_id"),
                row.getLong("uid"),
                row.getString("reason"),
                Columns.instant(row, "created_at"),
                Columns.findInstant(row, "tried_at"));
    }
}
