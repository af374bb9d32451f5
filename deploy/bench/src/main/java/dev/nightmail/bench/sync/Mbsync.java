package dev.nightmail.bench.sync;

import dev.nightmail.bench.Site;
import dev.nightmail.local.process.Command;
import java.nio.file.Path;

/**
 * A full pull by mbsync into an empty Maildir, with its usual settings: it syncs files to the disk.
 */
final class Mbsync {

    private final Path folder;
    private final Path settings;

    Mbsync(Site site) {
        this.folder = site.layout().folder("mbsync");
        this.settings = folder.resolve("mbsyncrc");
        site.layout().write(settings, text(site));
    }

    boolean isInstalled() {
        return Command.of("mbsync", "--version").succeeds();
    }

    /** Seconds of one pull. */
    double pull() {
        Command.of("rm", "-rf", copy().toString()).output();
        Command.of("mkdir", "-p", copy().toString()).output();
        long begun = System.nanoTime();
        Command.of("mbsync", "-q", "-c", settings.toString(), "bench").output();
        return (System.nanoTime() - begun) / 1e9;
    }

    private Path copy() {
        return folder.resolve("copy");
    }

    private String text(Site site) {
        return """
        IMAPAccount bench
        Host %s
        Port %s
        User %s
        Pass %s
        SSLType IMAPS
        CertificateFile %s

        IMAPStore far
        Account bench

        MaildirStore near
        Path %6$s/
        Inbox %6$s/INBOX
        SubFolders Verbatim

        Channel bench
        Far :far:
        Near :near:
        Patterns * !Junk !Trash
        Sync Pull
        Create Near
        SyncState *
        """
                .formatted(
                        site.get("imap.host"),
                        site.get("imap.port"),
                        SampleMailbox.USER,
                        site.get("imap.password"),
                        site.get("tls.ca"),
                        copy());
    }
}
