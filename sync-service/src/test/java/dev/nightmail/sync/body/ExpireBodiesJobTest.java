package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S10")
class ExpireBodiesJobTest {

    private final TestJobs engine = new TestJobs();

    @Test
    void bodyWhoseTimeIsOverIsForgottenWithItsAttachmentsAndOneThatIsNotStays() throws IOException {
        var world = new ExpiryWorld(engine);
        world.store("30 days 1 minute");
        var young = world.store("29 days 23 hours");

        engine.run(world.job(), world.args(), world.tenant());

        assertThat(world.kept()).containsExactly(young.toString());
        assertThat(world.objects()).hasSize(2);
    }

    @Test
    void bodiesOfAllTenantsAreForgottenHoweverManyThereAre() throws IOException {
        var world = new ExpiryWorld(engine);
        var other = new ExpiryWorld(engine);
        other.store("40 days");
        for (int i = 0; i <= ExpireBodiesJob.PAGE; i++) {
            world.store("31 days");
        }

        var ran = engine.run(world.job(), world.args(), world.tenant());

        assertThat(ran.counts().get("expired")).isGreaterThanOrEqualTo(ExpireBodiesJob.PAGE + 2L);
        assertThat(world.kept()).isEmpty();
        assertThat(other.kept()).isEmpty();
    }

    @Test
    void forgottenBodyIsFetchedAnewWhenSomebodyAsks() throws IOException {
        var world = new FetchWorld(engine, Mails.FULL);
        world.fetch();
        world.mail.write(
                "UPDATE sync.body SET body_cached_at = body_cached_at - interval '31 days'");
        var expiry = new ExpiryWorld(engine);

        engine.run(expiry.job(), expiry.args(), expiry.tenant());

        assertThat(world.row("1")).isEqualTo("[]");
        assertThat(world.found().object()).isEmpty();
        assertThat(world.fetch().jobState()).contains("completed");
        assertThat(world.view().text()).isEqualTo("Grüße");
    }
}
