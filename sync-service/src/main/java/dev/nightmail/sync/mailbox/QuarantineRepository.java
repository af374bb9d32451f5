package dev.nightmail.sync.mailbox;

import dev.nightmail.common.sql.Sql;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Messages that are not stored, with the reason, in the transaction of a running job. */
@ApplicationScoped
class QuarantineRepository {

    /** Reasons that lie with the server's answer, which may be another one next time. */
    static final String MAY_PASS = "reason IN ('refused', 'not-understood', 'not-answered')";

    private final Sql sql;

    QuarantineRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Keeps the reason why messages are not stored; of those that are in quarantine, the new one.
     * Returns how many were not there before.
     *
     * @param reasons by UID
     */
    int put(UUID tenant, StoredMailbox mailbox, Map<Long, String> reasons) {
        int added = 0;
        for (var entry : reasons.entrySet()) {
            int known =
                    sql.update(
                            """
                            UPDATE sync.quarantine SET reason = ?, tried_at = jobs.clock()
                            WHERE mailbox_id = ? AND uid = ?
                            """,
                            entry.getValue(),
                            mailbox.id(),
                            entry.getKey());
            added += known > 0 ? 0 : insert(tenant, mailbox, entry.getKey(), entry.getValue());
        }
        return added;
    }

    private int insert(UUID tenant, StoredMailbox mailbox, long uid, String reason) {
        return sql.update(
                """
                INSERT INTO sync.quarantine (mailbox_id, uid, tenant_id, reason, tried_at)
                VALUES (?, ?, ?, ?, jobs.clock())
                """,
                mailbox.id(),
                uid,
                tenant,
                reason);
    }

    /** What the server is to be asked for again, first what has waited longest. */
    UidSet listToAskAgain(StoredMailbox mailbox, int atMost) {
        var uids =
                sql.query(
                        """
                        SELECT uid FROM sync.quarantine WHERE mailbox_id = ? AND %s
                        ORDER BY tried_at, uid DESC LIMIT ?
                        """
                                .formatted(MAY_PASS),
                        row -> row.getLong(1),
                        mailbox.id(),
                        atMost);
        return UidSet.of(uids);
    }
}
