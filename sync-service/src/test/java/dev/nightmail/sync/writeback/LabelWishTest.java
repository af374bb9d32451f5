package dev.nightmail.sync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.account.SyncKinds;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wishes that a message lay in a mailbox that shows a label. */
@Tag("S11")
@Tag("S4")
class LabelWishTest {

    private final WriteBackWorld world;
    private final SmallServer server;

    LabelWishTest() throws IOException {
        world = new WriteBackWorld(new TestJobs());
        server = new SmallServer(world, "IMAP4rev1 MOVE UIDPLUS");
        mailbox("Archive", "selected = false, deselected_for = 'label'");
    }

    @Test
    void messageGetsTheLabelWhereItLiesAndIsNotToldAsRemoved() {
        mailbox("INBOX", "role = 'all'");
        var wish = world.wishIn(1, "Archive");

        run();

        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(numbers("INBOX")).containsExactly(1, 2, 3);
        assertThat(numbers("Archive")).containsExactly(9, 1);
        assertThat(world.held(1)).isEqualTo("INBOX");
        assertThat(world.account.facts("message.removed")).isEmpty();
        assertThat(world.engine.enqueued(SyncKinds.AGAIN, world.tenant())).hasSize(1);
    }

    @Test
    void labelOfWhichNobodyKnowsWhetherItWasGivenIsGivenAndTheMessageStays() {
        mailbox("INBOX", "role = 'all'");
        server.cutAfter = "UID COPY";
        var wish = world.wishIn(1, "Archive");
        var job = world.enqueue();
        world.engine.attempt(world.job(server::connect), job);
        world.engine.untilDue(job);

        world.engine.attempt(world.job(server::connect), job);

        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(numbers("INBOX")).containsExactly(1, 2, 3);
        assertThat(world.held(1)).isEqualTo("INBOX");
    }

    @Test
    void messageThatLiesElsewhereIsMovedAndLookedForByTheSync() {
        mailbox("INBOX", "role = 'trash'");
        var wish = world.wishIn(1, "Archive");

        run();

        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(numbers("INBOX")).containsExactly(2, 3);
        assertThat(world.held(1)).isEqualTo("INBOX nowhere");
        assertThat(world.account.facts("message.removed")).isEmpty();
        assertThat(world.engine.enqueued(SyncKinds.AGAIN, world.tenant())).hasSize(1);
    }

    private void run() {
        world.engine.run(world.job(server::connect), world.args(), world.tenant());
    }

    private List<Integer> numbers(String mailbox) {
        return server.box(mailbox).values().stream().map(SmallServer.Letter::n).toList();
    }

    private void mailbox(String name, String assignments) {
        TestDatabase.asOwner(
                "UPDATE sync.mailbox SET %s WHERE account_id = '%s' AND name = '%s'"
                        .formatted(assignments, world.account.id, name));
    }
}
