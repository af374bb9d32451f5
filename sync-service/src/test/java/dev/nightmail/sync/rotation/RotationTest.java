package dev.nightmail.sync.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.security.Secrets;
import dev.nightmail.common.security.TestSecrets;
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
