package dev.nightmail.sync.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.nightmail.sync.imap.ImapException.Kind;
import dev.nightmail.sync.imap.ScriptedServer.Line;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that never come to an end, or that announce more than they send. */
@Tag("S7")
class EndlessServerTest {

    private static final int MEGABYTE = 1 << 20;

    @Test
    @Timeout(20)
    void serverThatNeverStopsTalkingIsLeftWhenTheJobIsStopped() throws Exception {
        var talks = new CountDownLatch(1);
        Line endless =
                (out, _) -> {
                    var line = "* OK and another thing\r\n".repeat(1_000).getBytes(US_ASCII);
                    while (true) {
                        out.write(line);
                        talks.countDown();
                    }
                };
        try (var server = new ScriptedServer("TAG OK never\r\n").over(endless)) {
            var session = server.session();
            var failure = new CompletableFuture<ImapException>();
            var job =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    session.command("NOOP", ImapSession.IGNORE);
                                } catch (ImapException e) {
                                    failure.complete(e);
                                }
                            });
            talks.await();

            job.interrupt();

            assertThat(job.join(Duration.ofSeconds(10))).isTrue();
            assertThat(failure.join().kind()).isEqualTo(Kind.TEMPORARY);
            assertThat(session.isUsable()).isFalse();
        }
    }

    @Test
    void literalThatIsAnnouncedAndDoesNotComeTakesNoMemory() throws IOException {
        var announced = "* 1 FETCH (UID 1 BODY[HEADER]<0> {40000000}\r\nA: b";
        try (var server = new ScriptedServer(announced)) {
            var mailbox = server.mailbox(1);
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();

            assertThatThrownBy(() -> mailbox.fetch(UidSet.of(1))).isInstanceOf(ImapException.class);

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEGABYTE);
        }
    }

    @Test
    @Tag("S9")
    void serverThatIsSilentForTooLongIsATemporaryFailure() throws IOException {
        try (var server =
                new ScriptedServer("* 1 FETCH (UID 1 FLAGS ())\r\nTAG OK\r\n")
                        .over(Line.silentAfter(10))) {
            var mailbox = server.mailbox(1, Duration.ofMillis(300));

            assertThatThrownBy(() -> mailbox.fetch(UidSet.of(1)))
                    .isInstanceOfSatisfying(
                            ImapException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.TEMPORARY));
            assertThat(mailbox.isUsable()).isFalse();
        }
    }
}
