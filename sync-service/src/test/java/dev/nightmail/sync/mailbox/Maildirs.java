package dev.nightmail.sync.mailbox;

import dev.nightmail.local.sample.SampleMail;
import dev.nightmail.local.sample.SampleMailboxes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What happens to a user's mailboxes on the server, each the folder of a Maildir. */
final class Maildirs {

    private static final SampleMail MAIL = new SampleMail(11);

    private Maildirs() {}

    /** Sample messages from this number on, read. */
    static void deliver(Path maildir, int from, int messages) throws IOException {
        for (int number = from; number < from + messages; number++) {
            SampleMailboxes.deliver(maildir, MAIL.message(number), "S");
        }
    }

    /** The same, which come at this time. */
    static void deliverAt(Instant time, Path maildir, int from, int messages) throws IOException {
        for (int number = from; number < from + messages; number++) {
            var before = Files.exists(maildir.resolve("cur")) ? files(maildir) : List.of();
            deliver(maildir, number, 1);
            for (var file : files(maildir)) {
                if (!before.contains(file)) {
                    date(file, time);
                }
            }
        }
    }

    /** What a server takes for the date of arrival. */
    static void date(Path file, Instant at) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    /** The messages in the order of their UIDs. */
    static List<Path> files(Path maildir) throws IOException {
        try (var files = Files.list(maildir.resolve("cur"))) {
            return files.sorted().toList();
        }
    }

    static void flag(Path file, String flags) throws IOException {
        var name = file.getFileName().toString().replaceFirst(":2,.*", ":2," + flags);
        Files.move(file, file.resolveSibling(name));
    }

    /** Into another mailbox, as a server does that renames the file. */
    static void move(Path file, Path maildir) throws IOException {
        var name = file.getFileName().toString();
        Files.move(file, maildir.resolve("cur").resolve("moved-" + name));
    }

    /** Makes it another message of the same length. */
    static void alter(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        var altered = text.replaceFirst("(?i)(Message-ID: <)[^>]", "$1~");
        Files.writeString(file, altered, StandardCharsets.ISO_8859_1);
    }

    /** So that the server looks into the files again; numbers stay. */
    static void forgetCaches(Path maildir) throws IOException {
        try (var files = Files.list(maildir)) {
            for (var file : files.toList()) {
                if (file.getFileName().toString().startsWith("dovecot.index")) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Deletes the mailbox. */
    static void delete(Path maildir) throws IOException {
        try (var files = Files.walk(maildir)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
