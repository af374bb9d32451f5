package dev.nightmail.local.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How many sample messages each mailbox holds.
 *
 * @param messages by IMAP name, with {@code /} between levels
 */
public record SampleMailboxes(Map<String, Integer> messages) {

    /** Adds up to 100: the share of each folder in percent. */
    private static final Map<SampleFolder, Integer> SHARES = shares();

    /**
     * Writes messages 0 to {@code count - 1} into a user's Maildir, which may exist; flags and
     * dates follow from seed and number like the messages.
     */
    public static SampleMailboxes fill(Path maildirRoot, long seed, int count) throws IOException {
        var mail = new SampleMail(seed);
        var counts = new LinkedHashMap<String, Integer>();
        for (var folder : SHARES.keySet()) {
            folder.maildir(maildirRoot).create();
            counts.put(folder.imapName(), 0);
        }
        for (int number = 0; number < count; number++) {
            var random = new SplittableRandom(seed + 31L * number);
            var folder = folder(random.nextInt(100));
            folder.maildir(maildirRoot)
                    .add(mail.message(number), number, mail.sentAt(number), flags(random));
            counts.merge(folder.imapName(), 1, Integer::sum);
        }
        return new SampleMailboxes(Map.copyOf(counts));
    }

    /**
     * Puts one message into a mailbox as if it had just come.
     *
     * @param maildir of one mailbox: the root of the Maildir for INBOX
     * @param flags as in Maildir's file names, in order, such as {@code FS}; empty for a new
     *     message
     */
    public static void deliver(Path maildir, byte[] message, String flags) throws IOException {
        var directory = new Maildir(maildir);
        directory.create();
        directory.deliver(message, flags);
    }

    private static SampleFolder folder(int percent) {
        int left = percent;
        for (var share : SHARES.entrySet()) {
            left -= share.getValue();
            if (left < 0) {
                return share.getKey();
            }
        }
        return SampleFolder.INBOX;
    }

    private static String flags(SplittableRandom random) {
        var flags = new StringBuilder();
        flags.append(random.nextInt(20) == 0 ? "F" : "");
        flags.append(random.nextInt(10) == 0 ? "R" : "");
        flags.append(random.nextInt(10) < 7 ? "S" : "");
        flags.append(random.nextInt(30) == 0 ? "a" : "");
        return flags.toString();
    }

    private static Map<SampleFolder, Integer> shares() {
        var shares = new LinkedHashMap<SampleFolder, Integer>();
        shares.put(SampleFolder.INBOX, 60);
        shares.put(SampleFolder.ARCHIVE, 10);
        shares.put(SampleFolder.LISTS, 12);
        shares.put(SampleFolder.SENT, 8);
        shares.put(SampleFolder.PROJECT, 6);
        shares.put(SampleFolder.JUNK, 2);
        shares.put(SampleFolder.TRASH, 2);
        shares.put(SampleFolder.EMPTY, 0);
        return shares;
    }
}
