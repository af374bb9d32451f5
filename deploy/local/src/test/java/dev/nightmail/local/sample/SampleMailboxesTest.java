package dev.nightmail.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleMailboxesTest {

    @TempDir private Path maildir;

    @Test
    void countsAreWhatLiesInTheFolders() throws IOException {
        var mailboxes = SampleMailboxes.fill(maildir, 1, 400);

        assertThat(mailboxes.messages().values().stream().mapToInt(n -> n).sum()).isEqualTo(400);
        assertThat(mailboxes.messages()).containsEntry("Empty", 0);
        assertThat(filesIn("cur")).isEqualTo(mailboxes.messages().get("INBOX"));
        assertThat(filesIn(".Projects.&ANw-n&AO8-code/cur"))
                .isEqualTo(mailboxes.messages().get("Projects/Ünïcode"));
    }

    @Test
    void deliveredMessageWithoutFlagsIsNew() throws IOException {
        SampleMailboxes.deliver(maildir, new byte[] {'x'}, "");

        assertThat(filesIn("new")).isOne();
        assertThat(filesIn("cur")).isZero();
    }

    @Test
    void deliveredMessageWithFlagsIsNotNew() throws IOException {
        SampleMailboxes.deliver(maildir, new byte[] {'x'}, "S");

        assertThat(filesIn("new")).isZero();
        assertThat(filesIn("cur")).isOne();
    }

    private int filesIn(String folder) throws IOException {
        try (var files = Files.list(maildir.resolve(folder))) {
            return (int) files.count();
        }
    }
}
