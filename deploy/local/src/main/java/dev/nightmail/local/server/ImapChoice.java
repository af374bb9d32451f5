package dev.nightmail.local.server;

import java.util.function.Consumer;

/** Which IMAP server will do. */
public enum ImapChoice {
    /** Dovecot, or nothing starts. */
    DOVECOT,
    /** Dovecot if it can be had, else GreenMail. */
    DOVECOT_OR_GREENMAIL;

    Server server(Layout layout, Ports ports, Consumer<String> say) {
        var programs = DovecotPrograms.find(say);
        if (programs.isPresent()) {
            return new Dovecot(layout, ports, programs.get());
        }
        return switch (this) {
            case DOVECOT -> throw DovecotPrograms.missing();
            case DOVECOT_OR_GREENMAIL -> {
                say.accept(
                        "no Dovecot here: GreenMail stands in for it (no CONDSTORE, QRESYNC or SPECIAL-USE)");
                yield new GreenMailImap(layout, ports);
            }
        };
    }
}
