package dev.nightmail.local.system;

import dev.nightmail.local.process.Unprivileged;
import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.local.sample.SampleMailboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The mailboxes of a user as files on disk: what there is to be synced, counted without IMAP. */
record Maildir(Path root) {
    private static final long SEED = 7;

    /** Files of each mailbox that has any, by its name on the wire. */
    Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        try (var folders = Files.list(root)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith("."))
                    .forEach(folder -> counts.put(wireName(folder), files(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        counts.put("INBOX", files(root));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** Those that are synced unless their owner says otherwise: all but junk and trash. */
    Map<String, Long> countsOfSelected() {
        var counts = counts();
        counts.keySet().removeAll(Set.of("Junk", "Trash"));
        return counts;
    }

    /** Puts so many new messages into a mailbox, as a delivery agent does. */
    void deliver(String wireName, int messages) throws IOException {
        Path folder =
                wireName.equals("INBOX") ? root : root.resolve("." + wireName.replace('/', '.'));
        var mail = new SampleMail(SEED);
        for (int number = 0; number < messages; number++) {
            SampleMailboxes.deliver(folder, mail.message(number), "");
        }
        Unprivileged.give(folder);
    }

    private static String wireName(Path folder) {
        return folder.getFileName().toString().substring(1).replace('.', '/');
    }

    private static long files(Path folder) {
        return Stream.of("cur", "new")
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .mapToLong(Maildir::entries)
                .sum();
    }

    private static long entries(Path folder) {
        try (var files = Files.list(folder)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
