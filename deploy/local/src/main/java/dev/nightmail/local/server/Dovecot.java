package dev.nightmail.local.server;

import dev.nightmail.local.Template;
import dev.nightmail.local.process.Command;
import dev.nightmail.local.process.Unprivileged;
import java.util.List;
import java.util.Map;

/** Dovecot for IMAP: any user name, one password, a Maildir for each user. */
record Dovecot(Layout layout, Ports numbers, DovecotPrograms programs) implements Server {
    @Override
    public String name() {
        return "imap";
    }

    @Override
    public Command prepare() {
        Certificates.in(layout).create();
        var file = layout.conf().resolve("dovecot.conf");
        layout.write(file, configuration());
        List.of(
                        layout.folder("run/dovecot"),
                        layout.folder("tls"),
                        layout.mail(),
                        layout.log(name()))
                .forEach(Unprivileged::give);
        return Command.of(programs.program(), "-F", "-c", file.toString())
                .with(programs.environment())
                .after(programs.prefix());
    }

    @Override
    public boolean answers() {
        return ImapGreeting.isGivenAt(numbers.imaps(), Certificates.in(layout).authority());
    }

    private String configuration() {
        Certificates tls = Certificates.in(layout);
        return Template.fill(
                "dovecot.conf",
                Map.ofEntries(
                        Map.entry("settings", programs.settings()),
                        Map.entry("run", layout.folder("run/dovecot")),
                        Map.entry("user", Unprivileged.id("-un")),
                        Map.entry("group", Unprivileged.id("-gn")),
                        Map.entry("uid", Unprivileged.id("-u")),
                        Map.entry("gid", Unprivileged.id("-g")),
                        Map.entry("mail", layout.mail()),
                        Map.entry("password", ServersFile.PASSWORD),
                        Map.entry("chain", tls.chain()),
                        Map.entry("key", tls.key()),
                        Map.entry("port", numbers.imaps())));
    }
}
