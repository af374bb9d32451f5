package dev.nightmail.sync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.Ran;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S11")
@Tag("J10")
class WishInDoubtTest {

    private final WriteBackWorld world;

    WishInDoubtTest() throws IOException {
        world = new WriteBackWorld(new TestJobs());
    }

    @Test
    void copyWhoseAnswerWasLostIsNotMadeASecondTime() {
        var server = new SmallServer(world, "IMAP4rev1 UIDPLUS");
        server.cutAfter = "UID COPY";
        var wish = world.wishIn(1, "Archive");

        assertThat(twice(server)).isEqualTo("completed");

        assertThat(numbers(server, "Archive")).containsExactly(9, 1);
        assertThat(numbers(server, "INBOX")).containsExactly(2, 3);
        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(world.held(1)).startsWith("Archive");
        assertThat(world.doubts()).isEmpty();
    }

    @Test
    void copyThatNeverWasIsMade() {
        var server = new SmallServer(world, "IMAP4rev1 UIDPLUS");
        server.cutBefore = "UID COPY";
        var wish = world.wishIn(1, "Archive");

        assertThat(twice(server)).isEqualTo("completed");

        assertThat(numbers(server, "Archive")).containsExactly(9, 1);
        assertThat(numbers(server, "INBOX")).containsExactly(2, 3);
        assertThat(world.state(wish)).isEqualTo("completed");
    }

    @Test
    void moveWhoseAnswerWasLostIsFoundInTheOtherMailbox() {
        var server = new SmallServer(world, "IMAP4rev1 MOVE");
        server.cutAfter = "UID MOVE";
        var wish = world.wishIn(1, "Archive");

        assertThat(twice(server)).isEqualTo("completed");

        assertThat(numbers(server, "Archive")).containsExactly(9, 1);
        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(world.held(1)).isEqualTo("Archive");
    }

    @Test
    void serverThatExpungesNoSingleMessageKeepsItFlaggedAsDeleted() {
        var server = new SmallServer(world, "IMAP4rev1");
        var wish = world.wishIn(1, "Archive");

        run(server);

        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(numbers(server, "Archive")).containsExactly(9, 1);
        assertThat(server.find("INBOX", 1).orElseThrow().flags()).containsExactly("\\Deleted");
        assertThat(world.held(1)).contains("nowhere");
    }

    @Test
    void flagWhoseAnswerWasLostIsSeenToStand() {
        var server = new SmallServer(world, "IMAP4rev1 CONDSTORE");
        server.cutAfter = "UID STORE";
        var wish = world.wish(1, Aspect.SEEN, true, false);

        assertThat(twice(server)).isEqualTo("completed");

        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(world.held(1)).isEqualTo("INBOX \\Seen");
        assertThat(world.doubts()).isEmpty();
    }

    @Test
    void flagThatSomebodyMayHaveTakenBackIsNotSetAgain() {
        var server = new SmallServer(world, "IMAP4rev1 CONDSTORE");
        server.cutAfter = "UID STORE";
        var wish = world.wish(1, Aspect.SEEN, true, false);
        var job = world.enqueue();
        world.engine.attempt(world.job(server::connect), job);
        server.flag(1, "\\Seen", false);

        world.engine.untilDue(job);
        world.engine.attempt(world.job(server::connect), job);

        assertThat(world.state(wish)).isEqualTo("conflict set-otherwise");
        assertThat(server.find("INBOX", 1).orElseThrow().flags()).isEmpty();
        assertThat(world.doubts()).isEmpty();
    }

    @Test
    void changeThatComesBetweenLookingAndSettingIsLookedAtAgain() {
        var server = new SmallServer(world, "IMAP4rev1 CONDSTORE");
        server.meanwhileAt = "UID STORE";
        server.meanwhile = () -> server.flag(1, "\\Answered", true);
        var wish = world.wish(1, Aspect.SEEN, true, false);

        run(server);

        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(server.find("INBOX", 1).orElseThrow().flags())
                .containsExactly("\\Answered", "\\Seen");
        assertThat(world.held(1)).isEqualTo("INBOX \\Answered \\Seen");
    }

    @Test
    void refusalOfOneMessageDoesNotStopTheOthers() {
        var server = new SmallServer(world, "IMAP4rev1 CONDSTORE");
        server.refused = "UID STORE 1";
        server.refusal = "[NOPERM] not yours";
        var refused = world.wish(1, Aspect.SEEN, true, false);
        var other = world.wish(2, Aspect.SEEN, true, false);

        run(server);

        assertThat(world.state(refused)).isEqualTo("failed refused");
        assertThat(world.state(other)).isEqualTo("completed");
    }

    @Test
    void messageThatDoesNotFitWaitsAndHoldsUpOnlyItsOwnWishes() {
        var server = new SmallServer(world, "IMAP4rev1 MOVE");
        server.refused = "UID MOVE";
        server.refusal = "[OVERQUOTA] full";
        var moved = world.wishIn(1, "Archive");
        var later = world.wish(1, Aspect.SEEN, true, false);
        var other = world.wish(2, Aspect.SEEN, true, false);

        run(server);

        assertThat(world.state(moved)).isEqualTo("pending over-quota");
        assertThat(world.state(later)).isEqualTo("pending");
        assertThat(world.state(other)).isEqualTo("completed");
        assertThat(world.doubts()).isEmpty();
    }

    @Test
    void mailboxThatIsNotThereAnyMoreTakesNothing() {
        var server = new SmallServer(world, "IMAP4rev1 MOVE");
        server.refused = "UID MOVE";
        server.refusal = "[TRYCREATE] no such mailbox";
        var wish = world.wishIn(1, "Archive");

        run(server);

        assertThat(world.state(wish)).isEqualTo("failed mailbox-gone");
        assertThat(world.held(1)).isEqualTo("INBOX");
    }

    private Ran run(SmallServer server) {
        return world.engine.run(world.job(server::connect), world.args(), world.tenant());
    }

    /** An attempt that fails, and the one that follows it; how that ended. */
    private String twice(SmallServer server) {
        var job = world.enqueue();
        var first = world.engine.attempt(world.job(server::connect), job);
        assertThat(first.outcome()).isEqualTo("failed");
        world.engine.untilDue(job);
        return world.engine.attempt(world.job(server::connect), job).outcome();
    }

    private static List<Integer> numbers(SmallServer server, String mailbox) {
        return server.box(mailbox).values().stream().map(SmallServer.Letter::n).toList();
    }
}
