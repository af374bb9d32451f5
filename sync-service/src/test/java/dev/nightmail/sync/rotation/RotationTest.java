package dev.nightmail.sync.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
import dev.nightmail.common.storage.Owner;
import dev.nightmail.common.storage.TestStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S1")
class RotationTest {

    private final TestJobs engine = new TestJobs();

    @Test
    void secretsComeUnderTheNewestKeyAndStayReadable() {
        var world = new StaleWorld(engine, 3);

        var ran = engine.run(world.job, world.args(), world.tenant);

        assertThat(world.digest()).hasSize(3).allMatch(line -> line.endsWith(" kept new key"));
        assertThat(ran.counts()).containsEntry("rotated", 3L);
        assertThat(ran.counts().getOrDefault("left", 0L)).isZero();
    }

    @Test
    void tokensOfProvidersComeUnderItToo() {
        var world = new StaleWorld(engine, 1);
        world.addTokens();

        var ran = engine.run(world.job, world.args(), world.tenant);

        assertThat(ran.counts()).containsEntry("rotated", 3L);
        assertThat(ran.counts().getOrDefault("left", 0L)).isZero();
        assertThat(world.token("access_token")).isEqualTo("access");
        assertThat(world.token("refresh_token")).isEqualTo("refresh");
    }

    @Test
    void keysOfObjectsComeUnderItTooAndTheObjectsStayReadable() throws IOException {
        var world = new StaleWorld(engine, 1);
        var folder = Files.createTempDirectory("objects");
        var owner = new Owner(world.tenant, UUID.randomUUID());
        var old = TestStorage.keys(engine.sql, world.before);
        var object =
                TestStorage.in(folder, old, engine.ids)
                        .put(owner, "body", out -> out.write(1))
                        .reference();

        var ran = engine.run(world.job, world.args(), world.tenant);

        assertThat(ran.counts()).containsEntry("rotated", 2L);
        assertThat(ran.counts().getOrDefault("left", 0L)).isZero();
        var fresh = TestStorage.keys(engine.sql, world.onlyAfter);
        try (var in = TestStorage.in(folder, fresh, engine.ids).open(object)) {
            assertThat(in.readAllBytes()).containsExactly(1);
        }
    }

    @Test
    void processThatKnowsTheNewKeyReadsItBeforeItIsTheirPrimaryOne() {
        var keyset = Secrets.newKeyset();
        var added = Secrets.withNewKey(keyset);
        var tenant = UUID.randomUUID();

        var early = TestSecrets.of(added);
        var late = TestSecrets.of(Secrets.promoted(added));

        assertThat(early.primaryKey()).isEqualTo(TestSecrets.of(keyset).primaryKey());
        assertThat(late.primaryKey()).isNotEqualTo(early.primaryKey());
        assertThat(early.decrypt(late.encrypt("secret", tenant, tenant), tenant, tenant))
                .isEqualTo("secret");
        assertThat(late.decrypt(early.encrypt("secret", tenant, tenant), tenant, tenant))
                .isEqualTo("secret");
    }

    @Test
    void whatCannotBeReadIsCountedAsLeftAndStaysAsItIs() {
        var world = new StaleWorld(engine, 2);
        world.add(TestSecrets.fresh(), "of a lost key");

        var ran = engine.run(world.job, world.args(), world.tenant);

        assertThat(ran.counts())
                .containsEntry("rotated", 2L)
                .containsEntry("unreadable", 1L)
                .containsEntry("left", 1L);
    }

    @Test
    void tenantsWithOlderKeysAreFoundAtOnceAndThenEveryTenMinutes() {
        var world = new StaleWorld(engine, 2);
        var now = new AtomicLong();
        var sweep =
                new StaleSecrets(
                        engine.sql,
                        new SecretRepository(engine.sql),
                        world.after,
                        engine.jobs,
                        now::get);

        assertThat(sweep.sweep()).isPositive();
        assertThat(engine.enqueued(RotateSecretsJob.KIND, world.tenant)).hasSize(1);
        now.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        assertThat(sweep.sweep()).isZero();
        now.incrementAndGet();
        sweep.sweep();
        assertThat(engine.enqueued(RotateSecretsJob.KIND, world.tenant)).hasSize(1);
    }
}
