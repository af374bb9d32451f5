package dev.nightmail.sync.body;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Bodies of some age. */
final class ExpiryWorld implements JobContract.World<ExpireBodiesJob.Args> {

    final UUID tenant = UUID.randomUUID();
    private final TestJobs engine;
    private final MailAtServer mail;

    ExpiryWorld(TestJobs engine) throws IOException {
        this.engine = engine;
        TestDatabase.addTenant(tenant);
        mail = new MailAtServer(TestDatabase.sql(), TestSecrets.fresh(), tenant, Mails.FULL);
    }

    /** A message with a body of this age, and an attachment. */
    UUID store(String age) {
        var id = UUID.randomUUID();
        mail.write(
                """
                INSERT INTO sync.message (id, tenant_id, account_id, mailbox_id, uid, flags, internal_date, size, subject,
                                          reference_ids, has_attachments, structure_readable)
                SELECT '%s', tenant_id, account_id, mailbox_id, coalesce(max(uid), 0) + 1, '{}', jobs.clock(), 1, '', '{}', false, true
                FROM sync.message WHERE mailbox_id = '%s' GROUP BY 2, 3, 4
                """
                        .formatted(id, mail.mailbox));
        mail.write(
                """
                INSERT INTO sync.body (message_id, tenant_id, body_ref, body_cached_at)
                VALUES ('%s', '%s', 'v1/%s', jobs.clock() - interval '%s')
                """
                        .formatted(id, tenant, id, age));
        mail.write(
                """
                INSERT INTO sync.body_part (message_id, n, tenant_id, part, name, type, size, inline, content_id, object_ref)
                VALUES ('%s', 1, '%s', '2', '', 'image/png', 1, true, '', 'v1/%s/1')
                """
                        .formatted(id, tenant, id));
        return id;
    }

    /** The messages that have a body. */
    List<String> kept() {
        return query("SELECT message_id::text FROM sync.body ORDER BY 1");
    }

    List<String> objects() {
        return query(
                "SELECT body_ref FROM sync.body UNION ALL SELECT object_ref FROM sync.body_part");
    }

    private List<String> query(String query) {
        return TestDatabase.sql()
                .transaction(
                        Access.worker(tenant),
                        () -> TestDatabase.sql().query(query, row -> row.getString(1)));
    }

    @Override
    public Job<ExpireBodiesJob.Args> job() {
        return new ExpireBodiesJob(
                new ExpiredBodyRepository(engine.sql), TestBodies::config, engine.clock);
    }

    @Override
    public ExpireBodiesJob.Args args() {
        return new ExpireBodiesJob.Args();
    }

    @Override
    public UUID tenant() {
        return tenant;
    }

    @Override
    public UUID enqueue() {
        return engine.enqueue(job(), args(), tenant());
    }

    @Override
    public List<String> digest() {
        return List.of("bodies: " + kept().size(), "objects: " + objects().size());
    }
}
