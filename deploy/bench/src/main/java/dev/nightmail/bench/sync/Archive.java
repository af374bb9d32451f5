package dev.nightmail.bench.sync;

import dev.nightmail.bench.Crowd;
import dev.nightmail.bench.Site;
import dev.nightmail.local.faults.Imap;
import dev.nightmail.local.process.Command;
import java.nio.file.Path;

/** A large INBOX, and another mail program that changes it. */
record Archive(Site site, String user, long messages) {

    private static final String USER = "changing";

    /** Made anew: what an earlier run has changed is not there any more. */
    static Archive filled(Site site, Crowd crowd, int messages) {
        Command.of("rm", "-rf", crowd.home(USER).toString()).output();
        return new Archive(site, crowd.archive(USER, messages), messages);
    }

    void expunge(long uid) {
        say(
                "UID STORE %d +FLAGS.SILENT (\\Deleted)".formatted(uid),
                "UID EXPUNGE %d".formatted(uid));
    }

    void answer(long from, int messages) {
        say("UID STORE %d:%d +FLAGS.SILENT (\\Answered)".formatted(from, from + messages - 1));
    }

    private void say(String... commands) {
        int port = Integer.parseInt(site.get("imap.port"));
        var authority = Path.of(site.get("tls.ca"));
        try (var imap =
                Imap.open(port, authority, Crowd.address(user), site.get("imap.password"))) {
            imap.ask("SELECT INBOX");
            for (var command : commands) {
                imap.ask(command);
            }
        }
    }
}
