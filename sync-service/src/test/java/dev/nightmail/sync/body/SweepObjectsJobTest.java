package dev.nightmail.sync.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S10")
class SweepObjectsJobTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final TestJobs engine = new TestJobs();

    @Test
    void objectThatNoRowNamesGoesAfterADayAndNotBefore() throws IOException {
        var world = new SweepWorld(engine);
        var old = world.put(Keeper.BODY, DAY.plusMinutes(1));
        var young = world.put(Keeper.ATTACHMENT, DAY.minusMinutes(1));

        var ran = engine.run(world.job(), world.args(), world.tenant());

        assertThat(ran.counts()).containsEntry("deleted", 1L);
        assertThat(world.objects()).contains(world.named, young).doesNotContain(old);
    }

    @Test
    void objectOfAMessageThatIsGoneGoes() throws IOException {
        var world = new SweepWorld(engine);
        world.mail.write("DELETE FROM sync.message WHERE id = '" + world.mail.id + "'");

        engine.run(world.job(), world.args(), world.tenant());

        assertThat(world.objects()).isEmpty();
    }

    @Test
    void objectsOfOthersAreLeftAlone() throws IOException {
        var world = new SweepWorld(engine);
        var foreign = world.put("export", DAY.multipliedBy(99));

        engine.run(world.job(), world.args(), world.tenant());

        assertThat(world.objects()).containsExactlyInAnyOrder(world.named, foreign);
    }

    @Test
    void rowOfAnotherTenantNamesItsObjectToo() throws IOException {
        var world = new SweepWorld(engine);
        var other = new SweepWorld(engine);

        engine.run(world.job(), world.args(), other.tenant());

        assertThat(world.objects()).containsExactly(world.named);
    }
}
