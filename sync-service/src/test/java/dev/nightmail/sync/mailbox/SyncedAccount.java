package dev.nightmail.sync.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.DryRunReport;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.storage.TestStorage;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.account.TestCredentials;
import dev.nightmail.sync.imap.ScriptedServer;
import dev.nightmail.sync.message.HeaderParser;
import dev.nightmail.sync.message.MessageHeader;
import dev.nightmail.sync.reading.MailboxView;
import dev.nightmail.sync.reading.ViewRepository;
import dev.nightmail.sync.schedule.TestTurns;
import dev.nightmail.sync.schedule.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A fresh user on the real IMAP server, an account for it in the real database, and the jobs that
 * sync it.
 */
public final class SyncedAccount {

    static final int PAGE = 20;

    final TestJobs engine;
    public final UUID tenant = UUID.randomUUID();
    public final UUID id = UUID.randomUUID();
    public final String user = "ada-" + id;
    public final Path maildir = TestServers.maildir(user);
    final RemoveAccountJob removal;
    private final Secrets secrets = TestSecrets.fresh();
    private final AccountSync sync;
    private final ToldFacts told;
    final Wiring wiring;

    Turns turns;

    /** Reads headers, unless the test has another way. */
    Function<byte[], MessageHeader> parser = new HeaderParser()::parse;

    SyncedAccount() {
        this(TestServers.imapPassword(), TestServers.imapPort());
    }

    SyncedAccount(String password, int port) {
        this(new TestJobs(), PAGE, password, port);
    }

    /** Synced by this engine in pages of this size. */
    public SyncedAccount(TestJobs engine, int pageSize) {
        this(engine, pageSize, TestServers.imapPassword(), TestServers.imapPort());
    }

    private SyncedAccount(TestJobs engine, int pageSize, String password, int port) {
        this.engine = engine;
        wiring = new Wiring(engine, secrets, pageSize);
        sync = wiring.sync(header -> parser.apply(header));
        turns = TestTurns.of(engine);
        told = ToldFacts.under(engine.sql, tenant + "/" + id);
        removal = wiring.removal(TestStorage.keys(engine.sql, secrets));
        engine.sql.transact(
                Access.machinery(),
                () ->
                        engine.sql.update(
                                "INSERT INTO core.tenant (id, name) VALUES (?, ?)", tenant, user));
        engine.sql.transact(Access.request(tenant), () -> insert(password, port));
    }

    /** Runs a first sync, or a later one. */
    public Ran sync(boolean first) {
        return engine.run(job(first), new SyncKinds.Args(id), tenant);
    }

    /** The same, cut after so many chunks. */
    Ran cut(boolean first, int chunks) {
        var whole = job(first);
        return run(job -> whole.run(new SyncKinds.Args(id), CutJob.after(chunks, job)));
    }

    public Job<SyncKinds.Args> job(boolean first) {
        return first ? new InitialSyncJob(sync, turns) : new IncrementalSyncJob(sync, turns);
    }

    /** What a first sync, or a later one, would do. */
    DryRunReport drySync(boolean first) {
        return engine.dryRun(job(first), new SyncKinds.Args(id), tenant);
    }

    /** What a sync against a server of the test's own would do. */
    DryRunReport drySync(OddInbox inbox) throws IOException {
        try (var server = ScriptedServer.answering(inbox)) {
            return engine.dryRun(
                    new CutJob(job -> sync.sync(id, job, server::login)),
                    new SyncKinds.Args(id),
                    tenant);
        }
    }

    /** What the job that follows the removal would do. */
    DryRunReport dryClear() {
        return engine.dryRun(removal, new SyncKinds.Args(id), tenant);
    }

    /** Runs a sync against a server of the test's own, with whom the log-in has been done. */
    Ran sync(OddInbox inbox) throws IOException {
        return sync(inbox, Integer.MAX_VALUE);
    }

    /** Runs a sync that logs in so. */
    Ran sync(AccountLogin.Login login) {
        return run(job -> sync.sync(id, job, login));
    }

    /** The same with one that has QRESYNC. */
    Ran sync(ModSeqInbox inbox) throws IOException {
        return sync(ModSeqInbox.CAPABILITIES, inbox, Integer.MAX_VALUE);
    }

    /** The same with one that shows labels as mailboxes, perhaps cut after so many chunks. */
    Ran sync(GmailServer gmail) throws IOException {
        return sync(gmail, Integer.MAX_VALUE);
    }

    Ran sync(GmailServer gmail, int chunks) throws IOException {
        return sync(gmail.capabilities, gmail, chunks);
    }

    private Ran sync(String capabilities, UnaryOperator<String> answers, int chunks)
            throws IOException {
        try (var server = ScriptedServer.announcing(capabilities, answers)) {
            return run(job -> sync.sync(id, CutJob.after(chunks, job), server::login));
        }
    }

    /** Runs a sync that takes no notice of what the server tells of changes. */
    Ran syncWithoutModSeq() {
        return sync(wiring.withoutModSeq(id, tenant));
    }

    /** Sets how deep mailboxes are taken, as the API does; nothing, a number or a day. */
    void reach(String bound) {
        engine.sql.transact(
                Access.request(tenant),
                () ->
                        engine.sql.update(
                                """
                                UPDATE sync.account SET depth_messages = substring(b FROM '^[0-9]+$')::int, depth_since = substring(b FROM '.*-.*')::date
                                FROM (VALUES (?::text)) AS bound (b) WHERE id = ?
                                """,
                                bound,
                                id));
    }

    /** The same, cut after so many chunks. */
    Ran sync(OddInbox inbox, int chunks) throws IOException {
        try (var server = ScriptedServer.answering(inbox)) {
            return run(job -> sync.sync(id, CutJob.after(chunks, job), server::login));
        }
    }

    /** Switches the account off as the API does. */
    public void pause() {
        engine.sql.transact(
                Access.request(tenant),
                () ->
                        engine.sql.update(
                                "UPDATE sync.account SET active = false, state = 'paused' WHERE id = ?",
                                id));
    }

    /** Switches it on again. */
    public void resume() {
        engine.sql.transact(
                Access.request(tenant),
                () ->
                        engine.sql.update(
                                "UPDATE sync.account SET active = true, state = 'ok' WHERE id = ?",
                                id));
    }

    /** The account's log-in. */
    public SyncStateRepository accounts() {
        return new SyncStateRepository(engine.sql, TestCredentials.of(engine.sql, secrets));
    }

    /** Removes the account as the API does. */
    void remove() {
        engine.sql.transact(
                Access.request(tenant),
                () -> engine.sql.update("DELETE FROM sync.account WHERE id = ?", id));
    }

    /** Runs the job that follows the removal, cut after so many chunks. */
    Ran clear(int chunks) {
        return run(job -> removal.run(new SyncKinds.Args(id), CutJob.after(chunks, job)));
    }

    private Ran run(CutJob.Work work) {
        return engine.run(new CutJob(work), new SyncKinds.Args(id), tenant);
    }

    /** What the API shows of the account's mailboxes. */
    public List<MailboxView> ledger() {
        return engine.sql.transaction(
                Access.request(tenant), () -> new ViewRepository(engine.sql).listMailboxes(id));
    }

    MailboxView ledger(String mailbox) {
        return ledger().stream()
                .filter(view -> view.name().equals(mailbox))
                .findFirst()
                .orElseThrow();
    }

    /** One text column of the account's messages. */
    List<String> messages(String expression) {
        return engine.sql.transaction(
                Access.request(tenant),
                () ->
                        engine.sql.query(
                                "SELECT ("
                                        + expression
                                        + ")::text FROM sync.message WHERE account_id = ? AND gone_at IS NULL ORDER BY uid",
                                row -> row.getString(1),
                                id));
    }

    public List<JsonNode> facts(String type) {
        return told.of(type);
    }

    /** What the audit says of the job. */
    List<String> audited(Ran ran) {
        return engine.sql.transaction(
                Access.machinery(),
                () ->
                        engine.sql.query(
                                "SELECT action FROM core.audit WHERE entity = ? ORDER BY at",
                                row -> row.getString(1),
                                "job:" + ran.jobId()));
    }

    /** UID and reason of what is in quarantine, in the order of UIDs. */
    List<String> quarantine() {
        return engine.sql.transaction(
                Access.request(tenant),
                () ->
                        engine.sql.query(
                                "SELECT uid || ' ' || reason FROM sync.quarantine WHERE tenant_id ="
                                        + " ? ORDER BY uid",
                                row -> row.getString(1),
                                tenant));
    }

    /** One text column of the account's row. */
    String account(String expression) {
        return engine.sql
                .transaction(
                        Access.request(tenant),
                        () ->
                                engine.sql.queryOne(
                                        "SELECT ("
                                                + expression
                                                + ")::text FROM sync.account WHERE id = ?",
                                        row -> row.getString(1),
                                        id))
                .orElseThrow();
    }

    private int insert(String password, int port) {
        return engine.sql.update(
                """
                INSERT INTO sync.account (id, tenant_id, address, name, imap_host, imap_port, imap_tls, smtp_host,
                                          smtp_port, smtp_tls, username, secret, active, state,
                                          sync_interval_minutes, next_due_at, created_at)
                VALUES (?, ?, ?, '', ?, ?, 'implicit', 'localhost', 465, 'implicit', ?, ?, true, 'pending', 15,
                        jobs.clock() + interval '15 minutes', jobs.clock())
                """,
                id,
                tenant,
                user + "@example.com",
                TestServers.imapHost(),
                port,
                user,
                secrets.encrypt(password, tenant, id));
    }
}
