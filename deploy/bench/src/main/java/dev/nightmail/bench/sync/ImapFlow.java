package dev.nightmail.bench.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightmail.bench.Crowd;
import dev.nightmail.bench.Database;
import dev.nightmail.bench.Site;
import dev.nightmail.local.Refusal;
import dev.nightmail.local.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A program for Node.js with imapflow, which writes to PostgreSQL, 500 messages a transaction.
 *
 * @param folder of the program and what npm has put beside it
 */
record ImapFlow(Site site, Database database, Path folder, Peak peak) implements Contender {

    private static final List<String> FILES = List.of("package.json", "copy.mjs");

    static boolean isInstalled() {
        return Command.of("npm", "--version").succeeds();
    }

    /** Fetches imapflow itself on the first use of the site. */
    static ImapFlow of(Site site, Database database) {
        var folder = site.layout().folder("imapflow");
        FILES.forEach(name -> site.layout().write(folder.resolve(name), resource(name)));
        Command.of("npm", "install", "--silent", "--prefix", folder.toString()).output();
        return new ImapFlow(site, database, folder, new Peak());
    }

    private static String resource(String name) {
        try (var in = ImapFlow.class.getResourceAsStream("/imapflow/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new Refusal("no resource " + name, e);
        }
    }

    @Override
    public String name() {
        return "imapflow + INSERT";
    }

    @Override
    public double copy(String user, long messages) {
        var run = run("copy", List.of(user));
        if (!run.output().equals("" + messages)) {
            throw new Refusal("imapflow has copied %s of %d".formatted(run.output(), messages));
        }
        return peak.of(run);
    }

    @Override
    public double catchUp(String user) {
        return peak.of(run("catch-up", List.of(user)));
    }

    @Override
    public void prepare(List<String> users) {
        // Its poll compares with what the server says, and needs no copy.
    }

    @Override
    public double poll(List<String> users) {
        return peak.of(run("poll", users));
    }

    @Override
    public double memory() {
        return peak.mebibytes();
    }

    private Watched run(String verb, List<String> users) {
        var words = new ArrayList<>(List.of("node", folder.resolve("copy.mjs").toString(), verb));
        users.forEach(user -> words.add(Crowd.address(user)));
        return Watched.run(
                words,
                Map.of(
                        "IMAP_HOST", site.get("imap.host"),
                        "IMAP_PORT", site.get("imap.port"),
                        "IMAP_PASSWORD", site.get("imap.password"),
                        "IMAP_CA", site.get("tls.ca"),
                        "PGHOST", "127.0.0.1",
                        "PGPORT", site.get("postgres.port"),
                        "PGUSER", "postgres",
                        "PGDATABASE", database.name()));
    }
}
