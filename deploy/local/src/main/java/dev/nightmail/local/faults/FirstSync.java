package dev.nightmail.local.faults;

import dev.nightmail.local.process.Await;
import dev.nightmail.local.process.Child;
import dev.nightmail.local.server.Certificates;
import dev.nightmail.local.server.ServersFile;
import dev.nightmail.local.up.Api;
import dev.nightmail.local.up.ServiceEnvironment;
import dev.nightmail.local.up.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * First syncs of a mailbox whose server counts what is asked for twice: with a process that is
 * killed again and again, and of very many messages.
 */
public final class FirstSync {

    /** What a crash may repeat: a page. */
    public static final int PAGE = 500;

    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final Duration LONGEST_PAGE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Stack stack;
    private final String key;
    private final Consumer<String> say;
    private final Database database;

    /** On a stack whose servers run. */
    public FirstSync(Stack stack, String key, Consumer<String> say) {
        this.stack = stack;
        this.key = key;
        this.say = say;
        var servers = new ServersFile(stack.layout()).read();
        database = new Database(Integer.parseInt(servers.getProperty("postgres.port")));
    }

    /**
     * Kills the process so many times at instants by chance; what was wrong.
     *
     * @return complaints: more than a page repeated, or not all stored once
     */
    public List<String> killed(int kills, long messages, long seed) {
        var random = new Random(seed);
        var wrong = new ArrayList<String>();
        long most = 0;
        start();
        try (var server = new GeneratedServer(messages, certificates())) {
            var account = add(server);
            for (int kill = 1; kill <= kills && wrong.isEmpty(); kill++) {
                // Well before the end, so that something is left to be fetched.
                long part = (messages - 2L * PAGE) / kills;
                long point = part * (kill - 1) + random.nextLong(part);
                boolean isReached =
                        Await.until(
                                LONGEST_PAGE,
                                Duration.ofMillis(1),
                                () -> server.fetched() - server.again() >= point);
                long before = server.again();
                wrong.addAll(isReached ? killOnce(account, messages) : List.of("no page comes"));
                long repeated = server.again() - before;
                most = Math.max(most, repeated);
                say.accept(
                        "kill %d: %,d sent, %,d of them again after it"
                                .formatted(kill, server.fetched(), repeated));
                if (repeated > PAGE) {
                    wrong.add(
                            "after kill %d %,d messages were fetched again"
                                    .formatted(kill, repeated));
                }
            }
            if (wrong.isEmpty()) {
                check(account, messages, wrong);
            }
            say.accept(
                    "%,d messages, %d kills: at most %,d fetched again after one, %,d in all"
                            .formatted(messages, kills, most, server.again()));
        }
        return wrong;
    }

    /** Starts it again, until it has stored more; what was wrong. */
    private List<String> killOnce(Account account, long messages) {
        child().stop("KILL", Duration.ZERO);
        long stored = stored(account);
        if (stored >= messages) {
            return List.of("all was stored before the kill");
        }
        start();
        boolean goesOn =
                Await.until(
                        LONGEST_PAGE,
                        LOOK,
                        () -> {
                            account.wake();
                            return stored(account) > stored;
                        });
        return goesOn ? List.of() : List.of("%,d stay stored after a kill".formatted(stored));
    }

    /** Syncs so many and tells of the memory that it takes. */
    public List<String> many(long messages) {
        var wrong = new ArrayList<String>();
        start();
        try (var server = new GeneratedServer(messages, certificates())) {
            long begun = System.nanoTime();
            var account = add(server);
            for (int tenth = 1; tenth <= 10; tenth++) {
                long point = messages * tenth / 10;
                Await.until(LONGEST, Duration.ofMillis(200), () -> server.fetched() >= point);
                double seconds = (System.nanoTime() - begun) / 1e9;
                say.accept(
                        "%,d fetched in %.0f s (%.0f/s), RSS %d MiB, peak %d MiB"
                                .formatted(
                                        server.fetched(),
                                        seconds,
                                        server.fetched() / seconds,
                                        memory("VmRSS"),
                                        memory("VmHWM")));
            }
            account.sync();
            say.accept(
                    "complete after %.0f s, %,d fetched twice; RSS %d MiB, peak %d MiB"
                            .formatted(
                                    (System.nanoTime() - begun) / 1e9,
                                    server.again(),
                                    memory("VmRSS"),
                                    memory("VmHWM")));
            check(account, messages, wrong);
        }
        return wrong;
    }

    /** What is wrong after one more sync. */
    private void check(Account account, long messages, List<String> wrong) {
        if (!account.sync()) {
            wrong.add("no sync succeeds: " + account.outcomes());
        }
        long stored = stored(account);
        if (stored != messages) {
            wrong.add("%,d of %,d are stored".formatted(stored, messages));
        }
        if (account.complaints() > 0) {
            wrong.add("a ledger is not complete, or something is in quarantine");
        }
    }

    private long stored(Account account) {
        return database.number(
                "select coalesce(sum(stored_count), 0) from sync.mailbox where account_id ="
                        + " ?::uuid",
                account.id());
    }

    private Account add(GeneratedServer server) {
        var user = "many-" + UUID.randomUUID() + "@nightmail.test";
        return Account.add(new Api(stack.sync(), key), database, user, server.port());
    }

    private Certificates certificates() {
        return Certificates.in(stack.layout());
    }

    private void start() {
        if (!stack.sync().isRunning(stack.layout())) {
            stack.sync()
                    .start(
                            stack.layout(),
                            stack.root(),
                            ServiceEnvironment.of(stack, stack.sync()));
        }
        stack.sync().awaitReady(stack.layout());
    }

    private Child child() {
        return stack.layout().process(stack.sync().name()).child().orElseThrow();
    }

    private long memory(String what) {
        try (var lines = Files.lines(Path.of("/proc", "" + child().pid(), "status"))) {
            return lines.filter(line -> line.startsWith(what + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
