package dev.nightmail.sync.body;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.id.Ids;
import dev.nightmail.common.job.Job;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.storage.ObjectStore;
import dev.nightmail.common.storage.Owner;
import dev.nightmail.common.storage.Storage;
import dev.nightmail.common.storage.TestStorage;
import dev.nightmail.common.store.TestStores;
import dev.nightmail.common.testkit.JobContract;
import dev.nightmail.common.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** A body that a row names, and objects that none does. */
final class SweepWorld implements JobContract.World<SweepObjectsJob.Args> {

    final MailAtServer mail;
    final String named;
    private final TestJobs engine;
    private final Secrets secrets = TestSecrets.fresh();
    private final ObjectStore store;
    private final Owner owner;

    SweepWorld(TestJobs engine) throws IOException {
        this(engine, TestStores.folder(FetchWorld.folder()));
    }

    SweepWorld(TestJobs engine, ObjectStore store) throws IOException {
        this.engine = engine;
        this.store = store;
        var tenant = UUID.randomUUID();
        TestDatabase.addTenant(tenant);
        mail = new MailAtServer(TestDatabase.sql(), secrets, tenant, Mails.FULL);
        owner = new Owner(tenant, mail.account);
        named = put(Keeper.BODY, Duration.ofDays(9));
        mail.write(
                "INSERT INTO sync.body (message_id, tenant_id, body_ref, body_cached_at) VALUES ('%s', '%s', '%s', jobs.clock())"
                        .formatted(mail.id, tenant, named));
    }

    /** An object of this age. */
    String put(String type, Duration age) throws IOException {
        var clock = InstantSource.fixed(engine.clock.instant().minus(age));
        return storage(new Ids(clock)).put(owner, type, out -> out.write(1)).reference();
    }

    List<String> objects() throws IOException {
        return storage(engine.ids).list("", 1000);
    }

    private Storage storage(Ids ids) {
        return TestStorage.in(store, TestStorage.keys(TestDatabase.sql(), secrets), ids);
    }

    @Override
    public Job<SweepObjectsJob.Args> job() {
        return new SweepObjectsJob(
                storage(engine.ids), new BodyRepository(engine.sql), engine.clock);
    }

    @Override
    public SweepObjectsJob.Args args() {
        return new SweepObjectsJob.Args();
    }

    @Override
    public UUID tenant() {
        return mail.tenant;
    }

    @Override
    public UUID enqueue() {
        return engine.enqueue(job(), args(), tenant());
    }

    @Override
    public List<String> digest() throws IOException {
        return List.of("named: " + objects().contains(named), "objects: " + objects().size());
    }
}
