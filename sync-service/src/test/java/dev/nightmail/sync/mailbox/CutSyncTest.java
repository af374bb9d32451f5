package dev.nightmail.sync.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightmail.common.sql.Access;
import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.local.sample.SampleMailboxes;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** First syncs that go on after an attempt that was cut. */
@Tag("S3")
class CutSyncTest {

    @Test
    void flagsChangedAfterTheirPageWasStoredAreTakenOver() throws IOException {
        var account = new SyncedAccount();
        SampleMailboxes.deliver(account.maildir, new SampleMail(1).message(1), "S");
        account.sync(true);
        cutBeforeTheWatermarksMoved(account);
        try (var files = Files.list(account.maildir.resolve("cur"))) {
            var file = files.findFirst().orElseThrow();
            var name = file.getFileName().toString().replace(":2,S", ":2,FS");
            Files.move(file, file.resolveSibling(name));
        }

        account.sync(true);

        assertThat(account.messages("flags")).containsExactly("{\"\\\\Flagged\",\"\\\\Seen\"}");
    }

    private static void cutBeforeTheWatermarksMoved(SyncedAccount account) {
        account.engine.sql.transact(
                Access.worker(account.tenant),
                () ->
                        account.engine.sql.update(
                                """
                                UPDATE sync.mailbox SET uid_next = 0, highest_modseq = NULL, verified_at = NULL
                                WHERE account_id = ?
                                """,
                                account.id));
    }
}
