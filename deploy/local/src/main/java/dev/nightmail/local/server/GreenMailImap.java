package dev.nightmail.local.server;

import dev.nightmail.local.imap.GreenMailNode;
import dev.nightmail.local.process.Command;
import java.util.List;

/**
 * GreenMail for IMAP where Dovecot cannot be had; it serves what lies in the Maildirs when it
 * starts.
 */
record GreenMailImap(Layout layout, Ports numbers) implements Server {
    @Override
    public String name() {
        return "imap";
    }

    @Override
    public Command prepare() {
        Certificates tls = Certificates.in(layout);
        tls.create();
        return Command.java(
                OwnClasses.path(layout),
                GreenMailNode.class,
                List.of(
                        "-Xmx256m",
                        "-Dgreenmail.tls.keystore.file=" + tls.keyStore(),
                        "-Dgreenmail.tls.keystore.password=" + Certificates.password()),
                List.of(layout.mail().toString(), "" + numbers.imaps(), ServersFile.PASSWORD));
    }

    @Override
    public boolean answers() {
        return ImapGreeting.isGivenAt(numbers.imaps(), Certificates.in(layout).authority());
    }
}
