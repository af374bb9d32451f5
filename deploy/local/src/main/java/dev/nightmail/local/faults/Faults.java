package dev.nightmail.local.faults;

import dev.nightmail.local.faults.Trouble.Strike;
import dev.nightmail.local.process.Await;
import dev.nightmail.local.server.OtherDovecot;
import dev.nightmail.local.server.ServersFile;
import dev.nightmail.local.up.Api;
import dev.nightmail.local.up.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** The whole test: rounds of operations and trouble, each with a judgement at its end. */
public final class Faults {

    private static final Duration LONGEST_TROUBLE = Duration.ofSeconds(60);
    private static final int MOST_SYNCS = 6;
    private static final int SHOWN = 40;
    private static final int AFTER_THE_SERVERS = 5;

    /**
     * What to do.
     *
     * @param operations in all
     * @param aRound so many of them between two judgements
     * @param location where Dovecot keeps the mail, as it names it
     * @param letters in the mailboxes before the account is added
     */
    public record Plan(int operations, int aRound, long seed, String location, int letters) {}

    private final Stack stack;
    private final String key;
    private final Plan plan;
    private final Consumer<String> say;

    /**
     * On a stack whose servers run.
     *
     * @param key of the API
     */
    public Faults(Stack stack, String key, Plan plan, Consumer<String> say) {
        this.stack = stack;
        this.key = key;
        this.plan = plan;
        this.say = say;
    }

    /** Does it; what was wrong, and nothing more is done after that. */
    public List<String> run() throws InterruptedException {
        var servers = new ServersFile(stack.layout()).read();
        // The stack's servers and services leave this one free.
        int port = Integer.parseInt(servers.getProperty("imap.port")) + AFTER_THE_SERVERS;
        var dovecot = new OtherDovecot(stack.layout(), port, plan.location());
        var replicas = new Replicas(stack);
        replicas.killAll();
        dovecot.start();
        try (var proxy = new Proxy(port, plan.seed() + 1)) {
            replicas.launch();
            replicas.awaitReady();
            var database = new Database(Integer.parseInt(servers.getProperty("postgres.port")));
            var trouble = new Trouble(replicas, proxy, database, new Random(plan.seed() + 2));
            try {
                return new Run(
                                new World(dovecot, proxy, database, trouble),
                                servers.getProperty("kafka.bootstrap"))
                        .all();
            } finally {
                trouble.stop();
            }
        } finally {
            replicas.killAll();
            dovecot.stop();
        }
    }

    /** What the server and the database said last, after so many syncs. */
    private record Agreed(Mailboxes server, Stored stored, List<String> differences, int syncs) {}

    private record World(OtherDovecot dovecot, Proxy proxy, Database database, Trouble trouble) {}

    /** One account from its first letter to the last judgement. */
    private final class Run implements Operations.Server {

        private final World world;
        private final String kafka;
        private final String user = "faults-" + UUID.randomUUID() + "@nightmail.test";
        private final Random random = new Random(plan.seed());
        private final Letters letters = new Letters(plan.seed(), random);
        private final Operations operations = new Operations(this, letters, random);
        private final Witness witness = new Witness(letters);
        private final long begun = System.nanoTime();
        private Optional<Imap> imap = Optional.empty();
        private int done;
        private int rounds;
        private int mostSyncs;

        Run(World world, String kafka) {
            this.world = world;
            this.kafka = kafka;
        }

        @Override
        public Imap imap() {
            if (imap.isEmpty()) {
                imap =
                        Optional.of(
                                Imap.open(
                                        world.dovecot().port(),
                                        world.dovecot().authority(),
                                        user,
                                        ServersFile.PASSWORD));
            }
            return imap.get();
        }

        @Override
        public void update(String mailbox, String option, long value) {
            // Dovecot ends connections in which the mailbox is open.
            imap.ifPresent(Imap::close);
            imap = Optional.empty();
            world.dovecot().doveadm("mailbox", "update", "-u", user, option, "" + value, mailbox);
        }

        List<String> all() throws InterruptedException {
            say.accept(
                    "seed %d: %,d operations on %s"
                            .formatted(plan.seed(), plan.operations(), plan.location()));
            operations.fill("INBOX", plan.letters());
            var account =
                    Account.add(
                            new Api(stack.sync(), key),
                            world.database(),
                            user,
                            world.proxy().port());
            try (var facts = new Facts(kafka, account.id())) {
                var wrong = round(account, facts, false);
                while (wrong.isEmpty() && done < plan.operations()) {
                    wrong = round(account, facts, rounds % 2 == 1);
                }
                if (wrong.isEmpty() && rounds > 1) {
                    wrong = world.trouble().missed().stream().map(each -> "no " + each).toList();
                }
                report(account, facts);
                wrong.stream().limit(SHOWN).forEach(say);
                return wrong;
            }
        }

        private List<String> round(Account account, Facts facts, boolean isStill)
                throws InterruptedException {
            rounds++;
            var strikes = strikes(isStill);
            if (isStill) {
                account.rest();
                operate(() -> {});
                world.trouble().begin(strikes);
                keepSyncing(account);
            } else {
                world.trouble().begin(strikes);
                operate(() -> {
                    pause();
                    if (random.nextInt(4) == 0) {
                        account.wake();
                    }
                });
            }
            world.trouble().end();
            var wrong = judge(account, facts, isStill);
            var trace = operations.takeTrace();
            if (!wrong.isEmpty()) {
                var file = stack.layout().folder("log").resolve("faults-operations.log");
                stack.layout().write(file, String.join("\n", trace) + "\n");
                say.accept("what was said to the server in this round: " + file);
            }
            return wrong;
        }

        /** Fewer than three: a job that takes so many processes with it is set aside. */
        private List<Strike> strikes(boolean isStill) {
            if (rounds % 3 == 0) {
                return List.of();
            } else if (isStill) {
                return List.of(Strike.KILL, Strike.STANDSTILL);
            }
            return List.of(random.nextInt(5) == 0 ? Strike.STANDSTILL : Strike.KILL);
        }

        private void operate(Runnable after) {
            for (int i = 0; i < plan.aRound() && done < plan.operations(); i++) {
                operations.one();
                done++;
                after.run();
            }
        }

        private void pause() {
            Await.until(Duration.ofMillis(random.nextInt(80)), Duration.ofMillis(10), () -> false);
        }

        private void keepSyncing(Account account) {
            long end = System.nanoTime() + Duration.ofSeconds(2 + random.nextInt(5)).toNanos();
            Await.until(
                    LONGEST_TROUBLE,
                    Duration.ofMillis(200),
                    () -> {
                        account.wake();
                        return System.nanoTime() > end && world.trouble().hasStruck();
                    });
        }

        private List<String> judge(Account account, Facts facts, boolean isStill) {
            boolean isAged = random.nextInt(4) == 0;
            if (isAged) {
                account.age();
            }
            var agreed = agree(account, isStill && !isAged);
            if (agreed.isEmpty()) {
                return List.of(
                        "round %d: no sync succeeds: %s".formatted(rounds, account.outcomes()));
            }
            var server = agreed.get().server();
            var stored = agreed.get().stored();
            var wrong = new ArrayList<String>(agreed.get().differences());
            mostSyncs = Math.max(mostSyncs, agreed.get().syncs());
            account.rest();
            wrong.addAll(witness.judge(server, stored, isStill));
            if (!account.awaitTold()) {
                wrong.add("the outbox is not emptied");
            }
            facts.catchUp();
            wrong.addAll(facts.contradictions(stored));
            wrong.addAll(witness.judge(facts.received(), server));
            witness.filled();
            say.accept(
                    "round %d%s%s: %,d operations, %,d messages, %d syncs to agree, %d complaints"
                            .formatted(
                                    rounds,
                                    isStill ? " (still)" : "",
                                    isAged ? " (aged)" : "",
                                    done,
                                    server.messages(),
                                    agreed.get().syncs(),
                                    wrong.size()));
            return wrong.stream().map(each -> "round " + rounds + ": " + each).toList();
        }

        /**
         * Syncs until what is stored is what the server says, some times at most; empty when no
         * sync succeeds.
         *
         * @param isExact whether the first one has to be right
         */
        private Optional<Agreed> agree(Account account, boolean isExact) {
            for (int syncs = 1; account.sync(); syncs++) {
                var server = Mailboxes.of(imap());
                var stored = Stored.of(world.database(), account.id());
                var differences = new ArrayList<String>(stored.differences(server));
                boolean isOver = isExact && !differences.isEmpty();
                differences.addAll(stored.leftovers(server));
                if (isOver || differences.isEmpty() || syncs == MOST_SYNCS) {
                    return Optional.of(new Agreed(server, stored, differences, syncs));
                }
            }
            return Optional.empty();
        }

        private void report(Account account, Facts facts) {
            say.accept("operations  " + operations.done());
            say.accept("trouble     " + world.trouble().done());
            say.accept("attempts    " + account.outcomes());
            say.accept(
                    "facts       %,d, received %,d, redelivered %,d"
                            .formatted(facts.count(), facts.received().size(), facts.again()));
            say.accept(
                    "letters     %,d; at most %d syncs to agree; server %s"
                            .formatted(letters.count(), mostSyncs, account.distrust()));
            say.accept("seconds     %.0f".formatted((System.nanoTime() - begun) / 1e9));
        }
    }
}
