package dev.nightmail.bench.sync;

import dev.nightmail.bench.Crowd;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.sample.SampleMailboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The mailboxes of a user that all contenders copy.
 *
 * @param messages outside Junk and Trash
 * @param meanKilobytes of a message
 */
record SampleMailbox(String user, long messages, double meanKilobytes) {

    private static final long SEED = 1;

    /** With so many messages; filled on the first use of the site, and kept. */
    static SampleMailbox filled(Crowd crowd, int count) {
        var user = "sample-" + count;
        var maildir = crowd.maildir(user);
        var home = crowd.home(user);
        try {
            if (!Files.exists(maildir)) {
                Files.createDirectories(home);
                var fresh = Files.createTempDirectory(home, "filling");
                SampleMailboxes.fill(fresh, SEED, count);
                Files.move(fresh, maildir);
            }
            return measured(user, maildir);
        } catch (IOException e) {
            throw new Refusal("cannot fill " + maildir + ": " + e.getMessage(), e);
        }
    }

    private static SampleMailbox measured(String user, Path maildir) throws IOException {
        try (var files = Files.walk(maildir)) {
            var sizes =
                    files.filter(file -> isCopied(maildir, file)).mapToLong(SampleMailbox::size);
            var summary = sizes.summaryStatistics();
            return new SampleMailbox(user, summary.getCount(), summary.getAverage() / 1000);
        }
    }

    private static boolean isCopied(Path maildir, Path file) {
        var mailbox = maildir.relativize(file).getName(0).toString();
        var directory = file.getName(file.getNameCount() - 2).toString();
        return (directory.equals("cur") || directory.equals("new"))
                && !mailbox.equals(".Junk")
                && !mailbox.equals(".Trash");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
