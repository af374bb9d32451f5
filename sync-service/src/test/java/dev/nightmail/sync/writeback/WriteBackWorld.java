package dev.nightmail.sync.writeback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.event.Outbox;
import dev.nightmail.common.job.EffectState;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.job.Verdict;
import dev.nightmail.common.net.TestHosts;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.local.sample.SampleMailboxes;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.imap.ImapClient;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapEndpoint;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ImapPassword;
import dev.nightmail.sync.imap.ImapSettings;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.TlsMode;
import dev.nightmail.sync.mailbox.SyncFacts;
import dev.nightmail.sync.mailbox.SyncedAccount;
import dev.nightmail.sync.schedule.HostPauseRepository;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** An account at the real server that was synced, wishes for its messages, and the job for them. */
final class WriteBackWorld implements JobContract.World<WriteBackJob.Args> {

    static final ImapClient CLIENT =
            new ImapClient(
                    new ImapSettings(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(20),
                            Optional.of(TestServers.certificateAuthority())),
                    TestHosts.ANY);

    final TestJobs engine;
    final SyncedAccount account;
    final WriteBackRepository changes;
    final WriteBack writing;
    final OpenChanges sweep;

    /** How long wishes are pursued, and then told of. */
    String patience = "14d";

    /** INBOX has messages 1 to 3, Archive message 9; nothing is flagged. */
    WriteBackWorld(TestJobs engine) throws IOException {
        this.engine = engine;
        account = new SyncedAccount(engine, 20);
        for (int n = 1; n <= 3; n++) {
            deliver("", n);
        }
        deliver(".Archive", 9);
        account.sync(true);
        changes = new WriteBackRepository(engine.sql);
        var targets = new TargetRepository(engine.sql);
        var facts =
                new SyncFacts(
                        new Outbox(engine.sql, engine.ids, engine.clock, engine.json, "test"));
        writing =
                new WriteBack(
                        account.accounts(),
                        CLIENT,
                        new WriteBack.Repositories(changes, targets),
                        new Endings(changes, targets, engine.jobs, facts),
                        this::config);
        sweep = new OpenChanges(engine.sql, changes, engine.jobs, this::config);
    }

    void deliver(String folder, int n) throws IOException {
        var mail =
                "From: ada@example.com\r\nMessage-ID: <%d@example.com>\r\nSubject: %d\r\n\r\nhello\r\n"
                        .formatted(n, n);
        SampleMailboxes.deliver(account.maildir.resolve(folder), mail.getBytes(ISO_8859_1), "");
    }

    /** The account's server has this name from now on. */
    void moveTo(String host) {
        engine.sql.transact(
                Access.request(account.tenant),
                () ->
                        engine.sql.update(
                                "UPDATE sync.account SET imap_host = ? WHERE id = ?",
                                host,
                                account.id));
    }

    @Override
    public Job<WriteBackJob.Args> job() {
        return new WriteBackJob(writing, changes, new HostPauseRepository(engine.sql));
    }

    /** The same, to a server of the test's own with whom the log-in has been done. */
    Job<WriteBackJob.Args> job(OpenServer.Login login) {
        return new AtServer(login);
    }

    private final class AtServer implements Job<WriteBackJob.Args> {

        private final OpenServer.Login login;

        AtServer(OpenServer.Login login) {
            this.login = login;
        }

        @Override
        public JobKind<WriteBackJob.Args> kind() {
            return WriteBackJob.KIND;
        }

        @Override
        public Verdict resolve(
                WriteBackJob.Args args, EffectState.Uncertain effect, JobContext context)
                throws Exception {
            return job().resolve(args, effect, context);
        }

        @Override
        public JobResult run(WriteBackJob.Args args, JobContext context) throws ImapException {
            return writing.run(args.accountId(), context, login);
        }
    }

    @Override
    public WriteBackJob.Args args() {
        return new WriteBackJob.Args(account.id);
    }

    @Override
    public UUID tenant() {
        return account.tenant;
    }

    @Override
    public UUID enqueue() {
        return engine.enqueue(job(), args(), tenant());
    }

    /** Wishes for a flag of the message, which stood so for whoever wishes; returns the wish. */
    UUID wish(int n, Aspect aspect, boolean isSet, boolean known) {
        return insert(
                n, "aspect, wished, known", "'%s', %s, %s".formatted(aspect.text(), isSet, known));
    }

    /** Wishes that the message lay in the other mailbox. */
    UUID wishIn(int n, String mailbox) {
        return insert(
                n,
                "aspect, target_id, from_id",
                "'mailbox', (SELECT id FROM sync.mailbox WHERE account_id = m.account_id AND name = '%s'), m.mailbox_id"
                        .formatted(mailbox));
    }

    private UUID insert(int n, String columns, String values) {
        var id = UUID.randomUUID();
        int made =
                request(
                        """
                        INSERT INTO sync.change (id, tenant_id, account_id, message_id, made_by, made_at, due_at, %s)
                        SELECT '%s', m.tenant_id, m.account_id, m.id, 'test', jobs.clock(), jobs.clock(), %s
                        FROM sync.message m WHERE m.message_id = '%d@example.com'
                        """
                                .formatted(columns, id, values, n));
        if (made != 1) {
            throw new AssertionError("No such message");
        }
        return id;
    }

    private int request(String statement) {
        var sql = TestDatabase.sql();
        return sql.transaction(Access.request(account.tenant), () -> sql.update(statement));
    }

    /** State and reason of the wish. */
    String state(UUID change) {
        return one(
                "SELECT trim(state || ' ' || reason) FROM sync.change WHERE id = '" + change + "'");
    }

    /** Mailbox, whether it has a UID, and flags of a message as we hold it. */
    String held(int n) {
        return one(
                """
                SELECT concat_ws(' ', b.name, CASE WHEN m.uid IS NULL THEN 'nowhere' END,
                                 CASE WHEN m.gone_at IS NOT NULL THEN 'gone' END, nullif(array_to_string(m.flags, ' '), ''))
                FROM sync.message m LEFT JOIN sync.mailbox b ON b.id = m.mailbox_id
                WHERE m.message_id = '%d@example.com' ORDER BY m.id
                """
                        .formatted(n));
    }

    /** UIDVALIDITY of a mailbox. */
    long era(String mailbox) {
        return Long.parseLong(
                one(
                        "SELECT uid_validity::text FROM sync.mailbox WHERE name = '%s'"
                                .formatted(mailbox)));
    }

    /** Effects of the account's jobs of which nobody knows how they ended. */
    String doubts() {
        return one("SELECT name FROM jobs.effect WHERE settled_at IS NULL");
    }

    String id(int n) {
        return one(
                "SELECT id::text FROM sync.message WHERE message_id = '%d@example.com'"
                        .formatted(n));
    }

    private String one(String query) {
        var sql = TestDatabase.sql();
        return String.join(
                "; ",
                sql.transaction(
                        Access.worker(account.tenant),
                        () -> sql.query(query, row -> row.getString(1))));
    }

    /** A connection of the account's user, beside ours. */
    ImapConnection beside() throws ImapException {
        return CLIENT.open(
                new ImapEndpoint(
                        TestServers.imapHost(),
                        TestServers.imapPort(),
                        TlsMode.IMPLICIT,
                        account.user,
                        new ImapPassword(TestServers.imapPassword())));
    }

    /** Each message that lies there at the server, as {@code 1 \Seen}, in order. */
    List<String> atServer(String mailbox) throws IOException {
        var found = new ArrayList<String>();
        try (var connection = beside()) {
            var opened = connection.examine(MailboxName.ofText(mailbox));
            for (var message : opened.fetch(opened.searchAll())) {
                var subject = new String(message.header(), ISO_8859_1).split("Subject: ", 2)[1];
                found.add(
                        (subject.strip() + " " + String.join(" ", new TreeSet<>(message.flags())))
                                .strip());
            }
        }
        return found.stream().sorted().toList();
    }

    @Override
    public List<String> digest() throws IOException {
        var digest = new ArrayList<String>();
        for (int n = 1; n <= 3; n++) {
            digest.add(n + ": " + held(n));
        }
        digest.add(
                "wishes: "
                        + one(
                                "SELECT aspect || ' ' || state || reason FROM sync.change ORDER BY seq"));
        digest.add("INBOX: " + atServer("INBOX"));
        digest.add("Archive: " + atServer("Archive"));
        digest.add(
                "counted: "
                        + one(
                                "SELECT name || ' ' || stored_count FROM sync.mailbox ORDER BY name"));
        return digest;
    }

    private WriteBackConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(WriteBackConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValue("nightmail.write-back.give-up-after", patience)
                .withDefaultValue("nightmail.write-back.retention", patience)
                .build()
                .getConfigMapping(WriteBackConfig.class);
    }
}
