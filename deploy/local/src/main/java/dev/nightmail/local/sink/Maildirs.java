package dev.nightmail.local.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Mail to someone who has a mailbox on the local IMAP server arrives there too.
 *
 * @param root the folder that holds {@code <user>/Maildir}
 */
record Maildirs(Path root) {
    void deliver(String recipient, String name, Path message) throws IOException {
        if (recipient.contains("/") || recipient.startsWith(".")) {
            return;
        }
        Path maildir = root.resolve(recipient).resolve("Maildir");
        if (Files.isDirectory(maildir)) {
            Path arriving = Files.createDirectories(maildir.resolve("tmp")).resolve(name);
            Files.copy(message, arriving);
            Files.move(arriving, Files.createDirectories(maildir.resolve("new")).resolve(name));
        }
    }
}
