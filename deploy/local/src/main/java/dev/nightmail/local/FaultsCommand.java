package dev.nightmail.local;

import dev.nightmail.local.faults.Fallback;
import dev.nightmail.local.faults.Faults;
import dev.nightmail.local.faults.FirstSync;
import dev.nightmail.local.process.Undo;
import dev.nightmail.local.server.ImapChoice;
import dev.nightmail.local.server.Layout;
import dev.nightmail.local.server.Ports;
import dev.nightmail.local.server.Servers;
import dev.nightmail.local.up.FirstRun;
import dev.nightmail.local.up.Screen;
import dev.nightmail.local.up.ServiceEnvironment;
import dev.nightmail.local.up.Stack;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code faults}: the sync under chance, on servers of its own that are stopped at the end. */
@Command(
        name = "faults",
        description =
                "Changes mailboxes and breaks everything that syncs them by chance, and compares.",
        mixinStandardHelpOptions = true)
final class FaultsCommand implements Callable<Integer> {
    private static final int A_ROUND = 100;
    private static final int LETTERS = 400;
    private static final long SEEDS = 1_000_000;
    private static final int KILLS = 20;
    private static final long KILLED_MESSAGES = 20_000;
    private static final long MANY_MESSAGES = 1_000_000;

    /** What is tested. */
    enum Test {
        /** Whatever may happen to mailboxes and to what syncs them. */
        CHANCE,
        /** A first sync whose process is killed twenty times. */
        KILLS,
        /** A first sync of a million messages. */
        MILLION,
        /** Each kind of change on a server without CONDSTORE and QRESYNC. */
        COURIER
    }

    @Mixin private DataOption data = new DataOption();

    @Parameters(
            arity = "0..1",
            defaultValue = "CHANCE",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Test test = Test.CHANCE;

    @Option(
            names = "--operations",
            defaultValue = "10000",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int operations;

    @Option(
            names = "--seed",
            description = "Of an earlier run, to do the same (default: another each time).")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--location",
            defaultValue = "sdbox:~/sdbox",
            description = "How Dovecot keeps mail (default: ${DEFAULT-VALUE}).")
    private String location = "";

    @Option(
            names = "--port-base",
            defaultValue = "27000",
            description = "Use this port and the 29 after it.")
    private int portBase;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout layout = data.layout();
        var servers =
                Servers.toStart(
                        layout,
                        Optional.of(Ports.from(portBase)),
                        ImapChoice.DOVECOT,
                        System.out::println);
        Stack stack = Stack.at(data.root(), layout, Optional.of(portBase));
        try (Undo undo = new Undo()) {
            servers.start(undo);
            undo.keep();
            long seedOfAll =
                    seed.orElseGet(() -> Math.floorMod(new SecureRandom().nextLong(), SEEDS));
            return judge(run(stack, seedOfAll));
        } finally {
            Servers.stop(layout);
        }
    }

    private List<String> run(Stack stack, long seedOfAll) throws IOException, InterruptedException {
        // One that an interrupted run has left behind would be of another build.
        stack.stop();
        var key = key(stack);
        var plan = new Faults.Plan(operations, A_ROUND, seedOfAll, location, LETTERS);
        var first = new FirstSync(stack, key, System.out::println);
        try {
            return switch (test) {
                case CHANCE -> new Faults(stack, key, plan, System.out::println).run();
                case KILLS -> first.killed(KILLS, KILLED_MESSAGES, seedOfAll);
                case MILLION -> first.many(MANY_MESSAGES);
                case COURIER -> new Fallback(stack, key, System.out::println).run();
            };
        } finally {
            stack.stop();
        }
    }

    private static String key(Stack stack) {
        var first = new FirstRun(stack, Screen.standard());
        first.createKeySet();
        stack.sync()
                .start(stack.layout(), stack.root(), ServiceEnvironment.of(stack, stack.sync()));
        stack.sync().awaitReady(stack.layout());
        return first.key();
    }

    private static int judge(List<String> wrong) {
        System.out.println(
                wrong.isEmpty() ? "nothing lost, nothing twice" : wrong.size() + " complaints");
        return wrong.isEmpty() ? 0 : 1;
    }
}
