package dev.nightmail.local.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** One mailbox on disk, in the layout that IMAP servers take over without being told. */
record Maildir(Path directory) {

    /** Sorts behind all sample messages, whose names begin with a time. */
    private static final long AFTER_ALL = 9_000_000_000L;

    private static final AtomicLong DELIVERED = new AtomicLong();

    void create() throws IOException {
        for (var name : new String[] {"cur", "new", "tmp"}) {
            Files.createDirectories(directory.resolve(name));
        }
        var keywords = directory.resolve("dovecot-keywords");
        if (Files.notExists(keywords)) {
            // The letter "a" in a file name stands for the first keyword.
            Files.writeString(keywords, "0 $Important\n");
        }
    }

    /** Writes straight to its place: nobody reads the mailbox yet. Servers number by file name. */
    void add(byte[] message, int number, Instant received, String flags) throws IOException {
        var name = "%d.N%07d.sample".formatted(received.getEpochSecond(), number);
        var file = directory.resolve("cur").resolve(name + info(message, flags));
        Files.write(file, message);
        Files.setLastModifiedTime(file, FileTime.from(received));
    }

    /** Moves the finished file into view, so that a running server never sees half of it. */
    void deliver(byte[] message, String flags) throws IOException {
        var name =
                "%d.%s.sample"
                        .formatted(AFTER_ALL + DELIVERED.incrementAndGet(), UUID.randomUUID());
        var written = Files.write(directory.resolve("tmp").resolve(name), message);
        var target =
                flags.isEmpty()
                        ? directory.resolve("new").resolve(name + sizes(message))
                        : directory.resolve("cur").resolve(name + info(message, flags));
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String info(byte[] message, String flags) {
        return sizes(message) + ":2," + flags;
    }

    /** Size and size with CRLF, which are the same; they save the server from reading the file. */
    private static String sizes(byte[] message) {
        return ",S=" + message.length + ",W=" + message.length;
    }
}
