package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Job;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.account.SyncKinds;
import java.util.List;
import java.util.UUID;

/** An account with a job of one of its kinds, and all that is stored of it. */
record SyncWorld(SyncedAccount account, Job<SyncKinds.Args> job)
        implements JobContract.World<SyncKinds.Args> {

    /** So that a few messages make some pages. */
    static final int PAGE = 2;

    private static final String STORED =
            """
            SELECT 'account: ' || concat_ws(' ', state, retry_count, sync_error) FROM sync.account WHERE tenant_id = ?
            UNION ALL
            SELECT 'mailbox: ' || concat_ws(' ', name, selected, uid_next, exists_count, stored_count, covered,
                       problem, uid_validity > 0, verified_at IS NOT NULL, missing_since IS NOT NULL)
            FROM sync.mailbox WHERE tenant_id = ?
            UNION ALL
            SELECT 'message: ' || concat_ws(' ', b.name, uid, flags, m.message_id, subject,
                       (SELECT count(*) FROM sync.participant p WHERE p.message_id = m.id),
                       (SELECT count(*) FROM sync.attachment a WHERE a.message_id = m.id))
            FROM sync.message m LEFT JOIN sync.mailbox b ON b.id = m.mailbox_id
            WHERE m.tenant_id = ? AND m.gone_at IS NULL
            UNION ALL
            SELECT 'gone: ' || m.message_id FROM sync.message m WHERE m.tenant_id = ? AND m.gone_at IS NOT NULL
            UNION ALL
            SELECT 'received: ' || count(*) FROM sync.received WHERE tenant_id = ?
            UNION ALL
            SELECT 'quarantine: ' || count(*) FROM sync.quarantine WHERE tenant_id = ?
            UNION ALL
            SELECT 'skipped: ' || concat_ws(' ', b.name, s.reason, s.bound, s.messages, s.uids)
            FROM sync.skipped s JOIN sync.mailbox b ON b.id = s.mailbox_id WHERE s.tenant_id = ?
            UNION ALL
            SELECT 'contact: ' || concat_ws(' ', address, name, sent_to, received_from)
            FROM sync.contact WHERE tenant_id = ?
            UNION ALL
            SELECT 'threads: ' || concat_ws(' ', count(DISTINCT thread_id), count(*) - count(thread_id), (
                       SELECT count(*) FROM sync.thread_key k WHERE k.tenant_id = ?))
            FROM sync.message WHERE tenant_id = ?
            ORDER BY 1
            """;

    @Override
    public SyncKinds.Args args() {
        return new SyncKinds.Args(account.id);
    }

    @Override
    public UUID tenant() {
        return account.tenant;
    }

    @Override
    public UUID enqueue() {
        return account.engine.enqueue(job, args(), account.tenant);
    }

    @Override
    public List<String> digest() {
        var sql = TestDatabase.sql();
        var tenant = account.tenant;
        return sql.transaction(
                Access.worker(tenant),
                () ->
                        sql.query(
                                STORED,
                                row -> row.getString(1),
                                tenant,
                                tenant,
                                tenant,
                                tenant,
                                tenant,
                                tenant,
                                tenant,
                                tenant,
                                tenant,
                                tenant));
    }
}
