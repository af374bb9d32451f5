package dev.nightmail.sync.body;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.job.JobContext;
import dev.nightmail.common.job.JobKind;
import dev.nightmail.common.job.JobResult;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.sql.Access;
import dev.nightmail.common.storage.ObjectStore;
import dev.nightmail.common.storage.Storage;
import dev.nightmail.common.storage.TestStorage;
import dev.nightmail.common.store.TestStores;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.account.TestCredentials;
import dev.nightmail.sync.schedule.HostPauseRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One message at the real server, a folder for objects, and the jobs that bring one to the other.
 */
final class FetchWorld implements JobContract.World<FetchBodyJob.Args> {

    final TestJobs engine;
    final MailAtServer mail;
    final Storage storage;
    final BodyRepository bodies;
    final Map<String, String> settings = new HashMap<>();
    private final BodyFetch fetch;
    private final KeptBodies kept;
    final BodyRequests requests;
    private final BodyStates states;

    FetchWorld(String message) throws IOException {
        this(new TestJobs(), message);
    }

    FetchWorld(TestJobs engine, String message) throws IOException {
        this(engine, message, TestStores.folder(folder()));
    }

    FetchWorld(TestJobs engine, String message, ObjectStore store) throws IOException {
        this.engine = engine;
        Secrets secrets = TestSecrets.fresh();
        var tenant = UUID.randomUUID();
        TestDatabase.addTenant(tenant);
        mail = new MailAtServer(TestDatabase.sql(), secrets, tenant, message);
        storage = TestStorage.in(store, TestStorage.keys(TestDatabase.sql(), secrets), engine.ids);
        bodies = new BodyRepository(engine.sql);
        fetch =
                new BodyFetch(
                        new BodyFetch.Servers(
                                new SyncStateRepository(
                                        engine.sql, TestCredentials.of(engine.sql, secrets)),
                                new HostPauseRepository(engine.sql),
                                MailAtServer.CLIENT),
                        bodies,
                        storage,
                        this::config);
        var views = new BodyViewRepository(engine.sql);
        states = new BodyStates(views, this::config);
        requests = new BodyRequests(engine.jobs, bodies, views, this::config);
        kept = new KeptBodies(engine.sql, views, requests, storage, this::config);
    }

    static Path folder() throws IOException {
        var folder = Files.createTempDirectory("objects");
        folder.toFile().deleteOnExit();
        return folder;
    }

    @Override
    public FetchBodyJob job() {
        return new FetchBodyJob(fetch, bodies, this::config, engine.clock);
    }

    @Override
    public FetchBodyJob.Args args() {
        return new FetchBodyJob.Args(mail.id, Optional.empty());
    }

    @Override
    public UUID tenant() {
        return mail.tenant;
    }

    @Override
    public UUID enqueue() {
        return engine.enqueue(job(), args(), tenant());
    }

    Ran fetch() {
        return engine.run(job(), args(), tenant());
    }

    Ran fetch(int attachment) {
        return engine.run(job(), new FetchBodyJob.Args(mail.id, Optional.of(attachment)), tenant());
    }

    /** Fetches from a server of the test's own, with whom the log-in has been done. */
    Ran fetch(BodyFetch.Login login) {
        return engine.run(at(login), args(), tenant());
    }

    /** The job, where the log-in is the test's own. */
    Job<FetchBodyJob.Args> at(BodyFetch.Login login) {
        return new AtServer(login);
    }

    /** The body is to be fetched ahead; how many jobs are new. */
    int ahead() {
        return TestDatabase.sql()
                .transaction(
                        Access.worker(mail.tenant),
                        () -> requests.ahead(mail.tenant, List.of(mail.id)));
    }

    /** Somebody asks for the body, or for an attachment; the job that fetches it. */
    UUID ask(Optional<Integer> attachment) {
        return TestDatabase.sql()
                .transaction(
                        Access.request(mail.tenant),
                        () ->
                                requests.ask(
                                        mail.tenant,
                                        new FetchBodyJob.Args(mail.id, attachment),
                                        "test"));
    }

    /** How it stands with the body, as the message says. */
    BodyStates.State state() {
        return TestDatabase.sql()
                .transaction(Access.request(mail.tenant), () -> states.find(mail.id))
                .orElseThrow();
    }

    private final class AtServer implements Job<FetchBodyJob.Args> {

        private final BodyFetch.Login login;

        AtServer(BodyFetch.Login login) {
            this.login = login;
        }

        @Override
        public JobKind<FetchBodyJob.Args> kind() {
            return FetchBodyJob.KIND;
        }

        @Override
        public JobResult run(FetchBodyJob.Args args, JobContext context) throws IOException {
            var place = context.read(() -> bodies.find(args.messageId())).orElseThrow();
            var one = new BodyFetch.Fetch(args.messageId(), place, login, context);
            return job().run(args, context, () -> fetch.fetchBody(one));
        }
    }

    KeptBodies.Found found() {
        return kept.find(mail.id, mail.tenant);
    }

    /** What the API shows. */
    BodyView view() throws IOException {
        return kept.read(mail.id, found());
    }

    /** Why it is not here, as the API says. */
    Optional<String> failure() {
        return found().standing().failure();
    }

    byte[] attachment(int n) throws IOException {
        var reference = kept.findPart(mail.id, n, mail.tenant).standing().stored().orElseThrow();
        try (var in = kept.open(reference)) {
            return in.readAllBytes();
        }
    }

    boolean isStored(int n) {
        return kept.findPart(mail.id, n, mail.tenant).standing().stored().isPresent();
    }

    /** One text column of the message's account. */
    String account(String expression) {
        return TestDatabase.sql()
                .transaction(
                        Access.worker(mail.tenant),
                        () ->
                                TestDatabase.sql()
                                        .query(
                                                "SELECT ("
                                                        + expression
                                                        + ")::text FROM sync.account",
                                                row -> String.valueOf(row.getString(1))))
                .getFirst();
    }

    /** One text column of the jobs that are alive. */
    String jobs(String expression) {
        return TestDatabase.sql()
                .transaction(
                        Access.worker(mail.tenant),
                        () ->
                                TestDatabase.sql()
                                        .query(
                                                "SELECT (" + expression + ")::text FROM jobs.job",
                                                row -> String.valueOf(row.getString(1))))
                .getFirst();
    }

    /** One text column of the message's body. */
    String row(String expression) {
        return TestDatabase.sql()
                .transaction(
                        Access.request(mail.tenant),
                        () ->
                                TestDatabase.sql()
                                        .query(
                                                "SELECT (" + expression + ")::text FROM sync.body",
                                                row -> String.valueOf(row.getString(1))))
                .toString();
    }

    @Override
    public List<String> digest() throws IOException {
        var rows =
                row(
                        "concat_ws(' ', reason, text_size, sanitizer, blocked, job_id IS NULL,"
                                + " body_ref IS NOT NULL)");
        if (!rows.contains("t")) {
            return List.of(rows);
        }
        var view = view();
        return List.of(
                rows,
                view.text(),
                view.html().replace(mail.id.toString(), "ID"),
                view.attachments().toString().replace(mail.id.toString(), "ID"),
                "stored: " + isStored(1) + " " + isStored(2));
    }

    BodyConfig config() {
        return TestBodies.config(settings);
    }
}
