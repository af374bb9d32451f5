package dev.nightmail.local.faults;

import dev.nightmail.local.faults.Letters.Age;
import dev.nightmail.local.server.Certificates;
import dev.nightmail.local.server.Courier;
import dev.nightmail.local.server.ServersFile;
import dev.nightmail.local.up.Api;
import dev.nightmail.local.up.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A true server without CONDSTORE and QRESYNC: a first sync, and one after each kind of change,
 * after which what is stored is what the server says.
 */
public final class Fallback {

    private static final int LETTERS = 150;
    private static final int MOST_SYNCS = 3;
    private static final long SEED = 3;
    private static final Instant LONG_AGO = Instant.parse("2020-02-01T10:00:00Z");

    private final Stack stack;
    private final String key;
    private final Consumer<String> say;
    private final String user = "courier-" + UUID.randomUUID() + "@nightmail.test";
    private final Letters letters = new Letters(SEED, new Random(SEED));
    private final Witness witness = new Witness(letters);

    /** On a stack whose servers and sync-service run. */
    public Fallback(Stack stack, String key, Consumer<String> say) {
        this.stack = stack;
        this.key = key;
        this.say = say;
    }

    private record World(Imap imap, Account account, Database database, Facts facts) {}

    /** Does it; what was wrong. */
    public List<String> run() throws IOException {
        var servers = new ServersFile(stack.layout()).read();
        var database = new Database(Integer.parseInt(servers.getProperty("postgres.port")));
        var authority = Certificates.in(stack.layout()).authority();
        try (var courier = new Courier(stack.layout(), say);
                var imap = Imap.open(courier.port(), authority, user, ServersFile.PASSWORD)) {
            imap.ask("CREATE INBOX.Work");
            imap.ask("CREATE \"INBOX.&ANw-brig\"");
            var maildir = courier.maildir(user);
            deliver(maildir, Age.BEFORE, LETTERS);
            deliver(maildir.resolve(".Work"), Age.BEFORE, LETTERS / 3);
            var account = Account.add(new Api(stack.sync(), key), database, user, courier.port());
            try (var facts = new Facts(servers.getProperty("kafka.bootstrap"), account.id())) {
                return changes(new World(imap, account, database, facts), maildir);
            }
        }
    }

    private List<String> changes(World world, Path maildir) throws IOException {
        var wrong = new ArrayList<String>(judge("first sync", world));
        witness.filled();
        var imap = world.imap();
        deliver(maildir, Age.NEW, 7);
        wrong.addAll(judge("new messages", world));
        imap.ask("SELECT INBOX");
        imap.ask("UID STORE 3:40 +FLAGS.SILENT (\\Flagged)");
        imap.ask("UID STORE 10:20 -FLAGS.SILENT (\\Seen)");
        wrong.addAll(judge("flags", world));
        imap.ask("SELECT INBOX");
        imap.ask("UID STORE 5,7,30:39 +FLAGS.SILENT (\\Deleted)");
        imap.ask("EXPUNGE");
        wrong.addAll(judge("expunged", world));
        imap.ask("SELECT INBOX");
        imap.ask("UID COPY 50:60 INBOX.Work");
        imap.ask("UID STORE 50:60 +FLAGS.SILENT (\\Deleted)");
        imap.ask("EXPUNGE");
        wrong.addAll(judge("moved", world));
        imap.ask("SELECT INBOX");
        imap.ask("RENAME INBOX.Work INBOX.Projects");
        deliver(maildir.resolve(".Projects"), Age.NEW, 2);
        wrong.addAll(judge("renamed", world));
        Files.delete(maildir.resolve("courierimapuiddb"));
        wrong.addAll(judge("UIDVALIDITY", world));
        imap.ask("SELECT INBOX");
        imap.ask("DELETE INBOX.Projects");
        wrong.addAll(judge("deleted", world));
        return wrong;
    }

    /** As a delivery agent does: Courier takes a second for an APPEND. */
    private void deliver(Path mailbox, Age age, int messages) throws IOException {
        Files.createDirectories(mailbox.resolve("cur"));
        for (int i = 0; i < messages; i++) {
            var letter = letters.next(age);
            var file = mailbox.resolve("cur").resolve(letters.count() + ".faults:2,");
            Files.write(file, letter);
            if (age == Age.BEFORE) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    private List<String> judge(String step, World world) {
        var wrong = new ArrayList<String>();
        int syncs = 0;
        do {
            wrong.clear();
            if (!world.account().sync()) {
                return List.of(step + ": no sync succeeds: " + world.account().outcomes());
            }
            var server = Mailboxes.of(world.imap());
            var stored = Stored.of(world.database(), world.account().id());
            wrong.addAll(stored.differences(server));
            wrong.addAll(stored.leftovers(server));
            if (wrong.isEmpty()) {
                wrong.addAll(witness.judge(server, stored, true));
                world.account().awaitTold();
                world.facts().catchUp();
                wrong.addAll(world.facts().contradictions(stored));
                wrong.addAll(witness.judge(world.facts().received(), server));
                say.accept(
                        "courier, %s: %,d messages, %d syncs, %d complaints"
                                .formatted(step, server.messages(), syncs + 1, wrong.size()));
                return told(step, wrong);
            }
            syncs++;
        } while (syncs < MOST_SYNCS);
        return told(step, wrong);
    }

    private List<String> told(String step, List<String> wrong) {
        var told = wrong.stream().map(each -> step + ": " + each).toList();
        told.forEach(say);
        return told;
    }
}
