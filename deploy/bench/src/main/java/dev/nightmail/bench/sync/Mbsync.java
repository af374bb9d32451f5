package dev.nightmail.bench.sync;

import dev.nightmail.bench.Crowd;
import dev.nightmail.bench.Site;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pulls by mbsync into Maildirs.
 *
 * @param isDurable whether it syncs files to the disk, as is usual
 */
record Mbsync(Site site, boolean isDurable, Peak peak) implements Contender {

    static boolean isInstalled() {
        return Command.of("mbsync", "--version").succeeds();
    }

    @Override
    public String name() {
        return isDurable ? "mbsync" : "mbsync, FSync no";
    }

    @Override
    public double copy(String user, long messages) {
        Command.of("rm", "-rf", store(user).toString()).output();
        double seconds = pull(List.of(user));
        long copied = count(store(user));
        if (copied != messages) {
            throw new Refusal("mbsync has copied %d of %d".formatted(copied, messages));
        }
        return seconds;
    }

    @Override
    public double catchUp(String user) {
        return pull(List.of(user));
    }

    @Override
    public void prepare(List<String> users) {
        pull(users);
    }

    @Override
    public double poll(List<String> users) {
        return pull(users);
    }

    @Override
    public double memory() {
        return peak.mebibytes();
    }

    private double pull(List<String> users) {
        var settings = folder().resolve(isDurable ? "durable.conf" : "hasty.conf");
        for (var user : users) {
            Command.of("mkdir", "-p", store(user).toString()).output();
        }
        var channels = users.stream().map(this::channel).collect(Collectors.joining());
        site.layout()
                .write(settings, "FSync %s\n\n".formatted(isDurable ? "yes" : "no") + channels);
        return peak.of(
                Watched.run(List.of("mbsync", "-q", "-a", "-c", settings.toString()), Map.of()));
    }

    private static long count(Path store) {
        try (var files = Files.walk(store)) {
            return files.filter(file -> file.getFileName().toString().contains(":2,")).count();
        } catch (IOException e) {
            throw new Refusal("cannot read " + store, e);
        }
    }

    private Path folder() {
        return site.layout().folder("mbsync");
    }

    private Path store(String user) {
        return folder().resolve(isDurable ? "durable" : "hasty").resolve(user);
    }

    private String channel(String user) {
        return """
        IMAPAccount %7$s
        Host %1$s
        Port %2$s
        User %3$s
        Pass %4$s
        SSLType IMAPS
        CertificateFile %5$s

        IMAPStore %7$s-far
        Account %7$s

        MaildirStore %7$s-near
        Path %6$s/
        Inbox %6$s/INBOX
        SubFolders Verbatim

        Channel %7$s
        Far :%7$s-far:
        Near :%7$s-near:
        Patterns * !Junk !Trash
        Sync Pull
        Create Near
        Remove Near
        Expunge Near
        SyncState *

        """
                .formatted(
                        site.get("imap.host"),
                        site.get("imap.port"),
                        Crowd.address(user),
                        site.get("imap.password"),
                        site.get("tls.ca"),
                        store(user),
                        user);
    }
}
