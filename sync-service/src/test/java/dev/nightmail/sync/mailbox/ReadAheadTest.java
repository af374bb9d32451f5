package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightmail.common.id.Ids;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.ScriptedServer;
import dev.nightmail.sync.imap.UidSet;
import dev.nightmail.sync.message.HeaderParser;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S3")
class ReadAheadTest {

    private static final UidSet FIRST = UidSet.of(1);

    private final ModSeqInbox inbox = ModSeqInbox.of(1);
    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private boolean isHeld;

    @Test
    void pageIsReadBeforeItIsTaken() throws Exception {
        try (var server = ScriptedServer.announcing(ModSeqInbox.CAPABILITIES, inbox);
                var connection = server.login()) {
            var ahead = ahead(connection);

            ahead.begin(FIRST);

            assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ahead.uids()).contains(FIRST);
            assertThat(ahead.take(FIRST).uids()).isEqualTo(FIRST);
            assertThat(ahead.uids()).isEmpty();
        }
    }

    @Test
    void pageThatWasNotBegunIsReadWhenItIsTaken() throws Exception {
        try (var server = ScriptedServer.announcing(ModSeqInbox.CAPABILITIES, inbox);
                var connection = server.login()) {
            assertThat(ahead(connection).take(FIRST).messages()).hasSize(1);
        }
    }

    @Test
    void failureComesWithThePageThatHasIt() throws Exception {
        try (var server = ScriptedServer.announcing(ModSeqInbox.CAPABILITIES, inbox);
                var connection = server.login()) {
            var ahead = ahead(connection);
            connection.cut();

            ahead.begin(FIRST);

            assertThatThrownBy(() -> ahead.take(FIRST)).isInstanceOf(ImapException.class);
            assertThat(ahead.uids()).isEmpty();
        }
    }

    @Test
    void whoIsInterruptedWhileWaitingInterruptsTheReading() throws Exception {
        isHeld = true;
        try (var server = ScriptedServer.announcing(ModSeqInbox.CAPABILITIES, inbox);
                var connection = server.login()) {
            var ahead = ahead(connection);
            ahead.begin(FIRST);
            Thread.currentThread().interrupt();

            var page = ahead.take(FIRST);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(page.quarantined()).containsOnlyKeys(1L);
        }
    }

    private ReadAhead ahead(ImapConnection connection) throws ImapException {
        var pages =
                new Page.Reader(
                        new Ids(InstantSource.system()),
                        header -> {
                            read.countDown();
                            hold();
                            return new HeaderParser().parse(header);
                        });
        return new ReadAhead(pages, connection.examine(MailboxName.INBOX));
    }

    private void hold() {
        try {
            if (isHeld) {
                held.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
