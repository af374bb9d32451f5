package dev.nightmail.local.sample;

import java.nio.file.Path;

/** The mailboxes of a sample user, with their directory in Maildir++. */
enum SampleFolder {
    INBOX("INBOX", ""),
    ARCHIVE("Archive", ".Archive"),
    LISTS("Lists", ".Lists"),
    SENT("Sent", ".Sent"),
    /** On disk in modified UTF-7 (RFC 3501, section 5.1.3). */
    PROJECT("Projects/Ünïcode", ".Projects.&ANw-n&AO8-code"),
    JUNK("Junk", ".Junk"),
    TRASH("Trash", ".Trash"),
    EMPTY("Empty", ".Empty");

    private final String imapName;
    private final String directory;

    SampleFolder(String imapName, String directory) {
        this.imapName = imapName;
        this.directory = directory;
    }

    String imapName() {
        return imapName;
    }

    Maildir maildir(Path root) {
        return new Maildir(root.resolve(directory));
    }
}
