package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.sync.body.TestBodies;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which bodies a sync has fetched before anybody asks. */
@Tag("S10")
class FlaggedMailTest {

    private final SyncedAccount account = new SyncedAccount();

    @Test
    void mailThatIsFlaggedWhenItIsStoredIsFetchedAheadAndOtherMailIsNot() throws IOException {
        deliver(Duration.ofHours(1), 3);
        flag(1, "FS");

        var ran = account.sync(true);

        assertThat(ran.counts()).containsEntry("bodiesAhead", 1L);
        assertThat(asked()).containsExactly(message(1));
    }

    @Test
    void oldMailIsFetchedAheadOnceItIsFlaggedAndNotBecauseItWas() throws IOException {
        deliver(Duration.ofDays(31), 2);
        flag(0, "FS");
        account.sync(true);
        assertThat(asked()).isEmpty();

        flag(1, "FS");
        account.sync(false);

        assertThat(asked()).containsExactly(message(1));
    }

    @Test
    void flagThatIsTakenAwayAsksForNothing() throws IOException {
        deliver(Duration.ofDays(31), 1);
        flag(0, "FS");
        account.sync(true);

        flag(0, "S");
        account.sync(false);

        assertThat(asked()).isEmpty();
    }

    @Test
    void oneSyncAsksForTheNewestAndNotForAll() throws IOException {
        int most = TestBodies.config().mostAhead();
        deliver(Duration.ofHours(1), most + 5);
        for (int i = 0; i < most + 5; i++) {
            flag(i, "FS");
        }

        account.sync(true);

        assertThat(asked()).hasSize(most).doesNotContain(message(0)).contains(message(most + 4));
    }

    @Test
    @Tag("J11")
    void dryRunCountsThemAndAsksForNone() throws IOException {
        deliver(Duration.ofDays(31), 2);
        account.sync(true);
        flag(1, "FS");

        var report = account.drySync(false);

        assertThat(report.counts()).containsEntry("bodiesAhead", 1L);
        assertThat(asked()).isEmpty();
    }

    private void deliver(Duration ago, int messages) throws IOException {
        Maildirs.deliver(account.maildir, 0, messages);
        for (var file : Maildirs.files(account.maildir)) {
            Maildirs.date(file, account.engine.clock.instant().minus(ago));
        }
    }

    private void flag(int number, String flags) throws IOException {
        Maildirs.flag(Maildirs.files(account.maildir).get(number), flags);
    }

    private UUID message(int number) {
        return UUID.fromString(account.messages("id").get(number));
    }

    private List<UUID> asked() {
        return TestBodies.asked(account.engine, account.tenant);
    }
}
