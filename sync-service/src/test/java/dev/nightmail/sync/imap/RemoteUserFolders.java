package dev.nightmail.sync.imap;

import java.io.IOException;
import java.nio.file.Files;

/** Mailboxes of a user beside INBOX. */
final class RemoteUserFolders {

    private RemoteUserFolders() {}

    /** An empty one. */
    static void add(RemoteUser user, String name) throws IOException {
        for (var part : new String[] {"cur", "new", "tmp"}) {
            Files.createDirectories(user.maildir().resolve("." + name).resolve(part));
        }
    }
}
