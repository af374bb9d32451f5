package dev.nightmail.sync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.engine.TestJobs;
import dev.nightmail.common.testkit.Ran;
import dev.nightmail.common.testkit.TestDatabase;
import dev.nightmail.sync.TestServers;
import dev.nightmail.sync.account.SyncKinds;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.ScriptedServer;
import dev.nightmail.sync.reading.MailboxView;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S11")
class WriteBackTest {

    private final WriteBackWorld world = fresh();

    @Test
    void flagsAreSetAndClearedAtTheServerInTheOrderOfTheWishes() throws IOException {
        var first = world.wish(1, Aspect.SEEN, true, false);
        world.wish(1, Aspect.FLAGGED, true, false);
        world.wish(1, Aspect.ANSWERED, true, false);
        world.wish(2, Aspect.DELETED, true, false);
        var last = world.wish(1, Aspect.SEEN, false, true);

        var ran = run();

        assertThat(ran.counts()).containsEntry("completed", 5L);
        assertThat(world.state(first)).isEqualTo("completed");
        assertThat(world.state(last)).isEqualTo("completed");
        assertThat(world.atServer("INBOX"))
                .containsExactly("1 \\Answered \\Flagged", "2 \\Deleted", "3");
        assertThat(world.held(1)).isEqualTo("INBOX \\Answered \\Flagged");
    }

    @Test
    void ourOwnChangeIsToldOnceAndNotAgainByTheNextSync() {
        world.wish(1, Aspect.SEEN, true, false);
        run();
        var told = world.account.facts("message.flags-changed");

        world.account.sync(false);

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().at("/messages/0/messageId").asText()).isEqualTo(world.id(1));
        assertThat(world.account.facts("message.flags-changed")).isEqualTo(told);
    }

    @Test
    void movedMessageIsTheSameMessageAndNobodyHearsOfARemovalOrAReceipt() throws IOException {
        var id = world.id(1);
        world.wishIn(1, "Archive");
        world.wish(1, Aspect.SEEN, true, false);
        int received = world.account.facts("message.received").size();

        run();

        assertThat(world.atServer("INBOX")).containsExactly("2", "3");
        assertThat(world.atServer("Archive")).containsExactly("1 \\Seen", "9");
        assertThat(world.held(1)).isEqualTo("Archive \\Seen");
        world.account.sync(false);
        assertThat(world.id(1)).isEqualTo(id);
        assertThat(world.held(1)).isEqualTo("Archive \\Seen");
        assertThat(world.account.facts("message.removed")).isEmpty();
        assertThat(world.account.facts("message.received")).hasSize(received);
        assertThat(world.account.ledger())
                .filteredOn(MailboxView::selected)
                .allSatisfy(mailbox -> assertThat(mailbox.complete()).isTrue());
        assertThat(
                        world.account
                                .facts("mailbox.page-stored")
                                .getLast()
                                .at("/messageIds/0")
                                .asText())
                .isEqualTo(id);
    }

    @Test
    void messageThatIsMovedOutOfWhatIsSyncedIsRemoved() throws IOException {
        var id = world.id(1);
        world.wishIn(1, "Trash");

        run();

        assertThat(world.atServer("Trash")).containsExactly("1");
        assertThat(world.held(1)).contains("gone");
        assertThat(world.account.facts("message.removed"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.at("/messageIds/0").asText()).isEqualTo(id));
        world.account.sync(false);
        assertThat(world.account.facts("message.removed")).hasSize(1);
        assertThat(world.account.ledger())
                .filteredOn(MailboxView::selected)
                .allSatisfy(mailbox -> assertThat(mailbox.complete()).isTrue());
    }

    @Test
    void changeOfAnotherFlagAtTheServerIsNoConflict() throws IOException {
        var wish = world.wish(1, Aspect.SEEN, true, false);
        beside("\\Flagged", true);

        run();

        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(world.atServer("INBOX")).contains("1 \\Flagged \\Seen");
    }

    @Test
    void flagThatSomebodyElseHasSetOtherwiseThanItWasShownStays() throws IOException {
        var wish = world.wish(1, Aspect.SEEN, false, false);
        beside("\\Seen", true);

        run();

        assertThat(world.state(wish)).isEqualTo("conflict set-otherwise");
        assertThat(world.atServer("INBOX")).contains("1 \\Seen");
    }

    @Test
    void messageThatSomebodyElseHasMovedElsewhereStaysThere() throws IOException {
        world.deliver(".Other", 8);
        world.account.sync(false);
        var wish = world.wishIn(1, "Archive");
        try (var theirs = world.beside()) {
            theirs.select(MailboxName.INBOX).move(1, MailboxName.ofText("Other"));
        }

        run();
        assertThat(world.state(wish)).isEqualTo("pending not-there");
        assertThat(world.engine.enqueued(SyncKinds.AGAIN, world.tenant())).hasSize(1);
        world.account.sync(false);
        world.engine.later(Duration.ofMinutes(1));
        run();

        assertThat(world.state(wish)).isEqualTo("conflict moved-otherwise");
        assertThat(world.atServer("Other")).containsExactly("1", "8");
    }

    @Test
    void wishOutlivesANewUidValidity() throws IOException {
        var wish = world.wish(2, Aspect.SEEN, true, false);
        Files.delete(world.account.maildir.resolve("dovecot-uidlist"));
        for (var file : world.account.maildir.toFile().listFiles()) {
            if (file.getName().startsWith("dovecot.index")) {
                Files.delete(file.toPath());
            }
        }

        run();
        assertThat(world.state(wish)).isEqualTo("pending mailbox-changed");
        world.account.sync(false);
        world.engine.later(Duration.ofMinutes(1));
        run();

        assertThat(world.state(wish)).isEqualTo("completed");
        assertThat(world.atServer("INBOX")).containsExactly("1", "2 \\Seen", "3");
    }

    @Test
    void wishForAMessageThatIsGoneFails() throws IOException {
        var wish = world.wish(3, Aspect.SEEN, true, false);
        try (var theirs = world.beside()) {
            var inbox = theirs.select(MailboxName.INBOX);
            inbox.store(3, "\\Deleted", true, OptionalLong.empty());
            inbox.expunge(3);
        }
        world.account.sync(false);

        run();

        assertThat(world.state(wish)).isEqualTo("failed message-gone");
    }

    @Test
    void outageLosesNothingAndKeepsTheOrder() throws IOException {
        var first = world.wish(1, Aspect.FLAGGED, true, false);
        var second = world.wish(1, Aspect.FLAGGED, false, true);
        var away = world.job(WriteBackTest::away);
        var job = world.enqueue();
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(world.engine.attempt(away, job).outcome()).isEqualTo("failed");
            assertThat(world.engine.liveState(job)).contains("retryable/");
            world.engine.untilDue(job);
        }
        assertThat(world.state(first)).isEqualTo("pending");

        world.engine.attempt(world.job(), job);

        assertThat(world.state(first)).isEqualTo("completed");
        assertThat(world.state(second)).isEqualTo("completed");
        assertThat(world.atServer("INBOX")).contains("1");
        assertThat(world.account.facts("message.flags-changed")).hasSize(2);
    }

    @Test
    @Tag("S9")
    void pausedHostIsLeftAloneUntilItsPauseIsOver() throws IOException {
        var wish = world.wish(1, Aspect.SEEN, true, false);
        var paused = world.account.id + ".example.com";
        world.moveTo(paused);
        TestDatabase.asOwner(
                """
                INSERT INTO sync.host_pause (host, port, failures, not_before)
                SELECT imap_host, imap_port, 3, jobs.clock() + interval '5 minutes' FROM sync.account WHERE imap_host = '%s'
                """
                        .formatted(paused));

        var ran = run();
        assertThat(ran.outcome()).isEqualTo("snoozed");
        assertThat(ran.errorCode()).isEqualTo("host-paused");
        assertThat(world.state(wish)).isEqualTo("pending");

        world.moveTo(TestServers.imapHost());
        world.engine.untilDue(ran.jobId());
        world.engine.attempt(world.job(), ran.jobId());
        assertThat(world.atServer("INBOX")).contains("1 \\Seen");
    }

    @Test
    void wishesWaitWhileTheirAccountRestsAndGoOnWhenItIsServedAgain() throws IOException {
        var wish = world.wish(1, Aspect.SEEN, true, false);
        world.account.pause();

        assertThat(run().outcome()).isEqualTo("cancelled");
        world.sweep.sweep();
        assertThat(world.engine.enqueued(WriteBackJob.KIND, world.tenant())).isEmpty();
        assertThat(world.state(wish)).isEqualTo("pending");

        world.account.resume();
        world.sweep.sweep();
        assertThat(world.engine.enqueued(WriteBackJob.KIND, world.tenant()))
                .containsExactly(world.args());
        world.engine.drain(world.tenant(), world.job());
        assertThat(world.atServer("INBOX")).contains("1 \\Seen");
    }

    @Test
    void wishThatCouldNotBeCarriedOutForTooLongFailsAndIsForgottenLater() {
        var wish = world.wish(1, Aspect.SEEN, true, false);
        world.patience = "2h";
        world.engine.later(Duration.ofHours(2));

        run();
        assertThat(world.state(wish)).isEqualTo("failed expired");

        world.engine.later(Duration.ofHours(1));
        world.sweep.sweep();
        assertThat(world.state(wish)).isEqualTo("failed expired");
        world.engine.later(Duration.ofHours(1));
        world.sweep.sweep();
        assertThat(world.state(wish)).isEmpty();
    }

    private Ran run() {
        return world.engine.run(world.job(), world.args(), world.tenant());
    }

    /** Somebody else changes message 1 beside us. */
    private void beside(String flag, boolean isSet) throws IOException {
        try (var theirs = world.beside()) {
            theirs.select(MailboxName.INBOX).store(1, flag, isSet, OptionalLong.empty());
        }
    }

    private static ImapConnection away() throws ImapException {
        throw ScriptedServer.outage();
    }

    private static WriteBackWorld fresh() {
        try {
            return new WriteBackWorld(new TestJobs());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
