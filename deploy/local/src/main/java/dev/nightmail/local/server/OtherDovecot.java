package dev.nightmail.local.server;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.process.Command;
import dev.nightmail.local.process.Detached;
import dev.nightmail.local.process.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A further Dovecot beside the stack's own, for the same certificates and password, that keeps mail
 * in another way.
 *
 * @param location as in {@code mail_location}, such as {@code sdbox:~/sdbox}
 */
public record OtherDovecot(Layout layout, int port, String location) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Starts it; returns when it answers. The stack's own was started before. */
    public void start() {
        layout.write(file(), configuration());
        Unprivileged.give(run());
        var command = List.of(programs().program(), "-F", "-c", file().toString());
        process().start(runnable(command));
        var authority = Certificates.in(layout).authority();
        if (!Await.until(PATIENCE, () -> ImapGreeting.isGivenAt(port, authority))) {
            throw process().ended();
        }
    }

    public void stop() {
        process().child().ifPresent(child -> child.stop("TERM", GRACE));
        process().forget();
    }

    /** Says something to Dovecot's administrator. */
    public void doveadm(String... words) {
        var command = new ArrayList<String>();
        command.add(programs().program().replace("sbin/dovecot", "bin/doveadm"));
        command.addAll(List.of("-c", file().toString()));
        command.addAll(List.of(words));
        runnable(command).output();
    }

    /** Who may be trusted to be it. */
    public Path authority() {
        return Certificates.in(layout).authority();
    }

    private Command runnable(List<String> words) {
        return Command.of(words).with(programs().environment()).after(programs().prefix());
    }

    private static DovecotPrograms programs() {
        return DovecotPrograms.find(line -> {}).orElseThrow(DovecotPrograms::missing);
    }

    private String configuration() {
        try {
            var own = Files.readString(layout.conf().resolve("dovecot.conf"));
            return own.replaceAll("(?m)^mail_location = .*$", "mail_location = " + location)
                    .replaceAll("(?m)^(base|state)_dir = .*$", "$1_dir = " + run())
                    .replaceAll("port = [1-9]\\d*", "port = " + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return layout.conf().resolve("other-dovecot.conf");
    }

    private Path run() {
        return layout.folder("run/other-dovecot");
    }

    private Detached process() {
        return layout.process("other-imap");
    }
}
