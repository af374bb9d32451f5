package dev.nightmail.bench.sync;

import dev.nightmail.bench.Site;
import dev.nightmail.local.process.Command;
import java.nio.file.Path;

/**
 * A full pull by mbsync into an empty Maildir, with its usual settings: it syncs files to the disk.
 */
final class Mbsync {

    private final Path folder;

    Mbsync(Site site) {
        this.folder = site.layout().folder("mbsync");
        for (boolean isDurable : new boolean[] {true, false}) {
            site.layout().write(settings(isDurable), text(site, isDurable));
        }
    }

    boolean isInstalled() {
        return Command.of("mbsync", "--version").succeeds();
    }

    /** Seconds of one pull. */
    double pull(boolean isDurable) {
        Command.of("rm", "-rf", copy().toString()).output();
        Command.of("mkdir", "-p", copy().toString()).output();
        long begun = System.nanoTime();
        Command.of("mbsync", "-q", "-c", settings(isDurable).toString(), "bench").output();
        return (System.nanoTime() - begun) / 1e9;
    }

    private Path copy() {
        return folder.resolve("copy");
    }

    private Path settings(boolean isDurable) {
        return folder.resolve(isDurable ? "durable.conf" : "hasty.conf");
    }

    private String text(Site site, boolean isDurable) {
        return """
        FSync %7$s

        IMAPAccount bench
        Host %1$s
        Port %2$s
        User %3$s
        Pass %4$s
        SSLType IMAPS
        CertificateFile %5$s

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
                        copy(),
                        isDurable ? "yes" : "no");
    }
}
