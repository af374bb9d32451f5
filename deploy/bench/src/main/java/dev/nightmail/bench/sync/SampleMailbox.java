package dev.nightmail.bench.sync;

import dev.nightmail.bench.Site;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.sample.SampleMailboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The mailbox on the server that both contenders copy.
 *
 * @param messages outside Junk and Trash
 * @param meanKilobytes of a message
 */
record SampleMailbox(long messages, double meanKilobytes) {

    static final String USER = "bench@nightmail.local";

    private static final int COUNT = 20_000;
    private static final long SEED = 1;

    /** Filled on the first use of the site, and kept. */
    static SampleMailbox filled(Site site) {
        var home = site.layout().mail().resolve(USER);
        var maildir = home.resolve("Maildir");
        try {
            if (!Files.exists(maildir)) {
                Files.createDirectories(home);
                var fresh = Files.createTempDirectory(home, "filling");
                SampleMailboxes.fill(fresh, SEED, COUNT);
                Files.move(fresh, maildir);
            }
            return measured(maildir);
        } catch (IOException e) {
            throw new Refusal("cannot fill " + maildir + ": " + e.getMessage(), e);
        }
    }

    private static SampleMailbox measured(Path maildir) throws IOException {
        try (var files = Files.walk(maildir)) {
            var sizes =
                    files.filter(file -> isCopied(maildir, file)).mapToLong(SampleMailbox::size);
            var summary = sizes.summaryStatistics();
            return new SampleMailbox(summary.getCount(), summary.getAverage() / 1000);
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
