package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.problem.Problem;
import dev.nightmail.common.store.S3Server;
import dev.nightmail.common.store.TestStores;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies in a bucket of a real S3 server. */
@Tag("S10")
class BucketTest {

    @Test
    void bodyAndAttachmentsLieInABucketAsInAFolder() throws IOException {
        var store = TestStores.bucket(S3Server.shared().bucket());
        var world = new FetchWorld(new TestJobs(), Mails.FULL, store);

        assertThat(world.fetch().jobState()).contains("completed");
        assertThat(world.fetch(2).jobState()).contains("completed");

        assertThat(world.view().text()).isEqualTo("Grüße");
        assertThat(world.attachment(1)).isEqualTo(Mails.PICTURE);
        assertThat(world.attachment(2)).isEqualTo(Mails.FILE);
        assertThat(store.list("", 10)).hasSize(3);
    }

    @Test
    @Tag("A5")
    void bucketThatIsAwayCostsNothingButTime() throws IOException {
        try (var server = S3Server.fresh()) {
            var store = TestStores.bucket(server.bucket());
            var world = new FetchWorld(new TestJobs(), Mails.FULL, store);
            server.stop();

            var first = world.fetch();
            assertThat(first.liveState()).contains("retryable/");
            assertThat(world.row("1")).isEqualTo("[]");

            server.startAgain();
            world.engine.untilDue(first.jobId());
            assertThat(world.engine.attempt(world.job(), first.jobId()).jobState())
                    .contains("completed");
            server.stop();
            assertThatThrownBy(world::view)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("store of bodies is away");

            server.startAgain();
            assertThat(world.view().text()).isEqualTo("Grüße");
        }
    }

    @Test
    @Tag("A5")
    void bucketThatIsAwayTwiceIsAnErrorThatSaysSo() throws IOException {
        try (var server = S3Server.fresh()) {
            var store = TestStores.bucket(server.bucket());
            var world = new FetchWorld(new TestJobs(), Mails.FULL, store);
            server.stop();

            var first = world.fetch();
            world.engine.untilDue(first.jobId());
            var second = world.engine.attempt(world.job(), first.jobId());

            assertThat(second.jobState()).contains("discarded");
            assertThat(world.failure()).contains("storage");
        }
    }

    @Test
    void sweepDeletesWhatNoRowNamesFromABucketAndNothingElse() throws IOException {
        var engine = new TestJobs();
        var world = new SweepWorld(engine, TestStores.bucket(S3Server.shared().bucket()));
        for (int i = 0; i < 250; i++) {
            world.put(Keeper.BODY, Duration.ofDays(2));
        }
        var young = world.put(Keeper.ATTACHMENT, Duration.ofHours(23));

        var ran = engine.run(world.job(), world.args(), world.tenant());

        assertThat(ran.counts()).containsEntry("deleted", 250L);
        assertThat(world.objects()).containsExactlyInAnyOrder(world.named, young);
    }
}
