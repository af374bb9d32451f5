package dev.nightmail.local.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Which mailboxes and messages an operation is about, by chance. */
final class Aim {

    private static final int MOST_AT_ONCE = 40;
    private static final List<String> NAMES =
            List.of(
                    "Work",
                    "&ANw-brig",
                    "a b",
                    "Lists/dev",
                    "Lists/ops",
                    "Q&-A",
                    "2026",
                    "odd\"name",
                    "Work/old",
                    "&ZeVnLIqe-",
                    "x",
                    "y");
    private static final Set<String> FIXED = Set.of("INBOX", "Drafts", "Sent", "Junk", "Trash");

    private final Operations.Server server;
    private final Random random;
    private final List<String> trace = new ArrayList<>();

    Aim(Operations.Server server, Random random) {
        this.server = server;
        this.random = random;
    }

    /** What was said to the server since the last call. */
    List<String> takeTrace() {
        var taken = List.copyOf(trace);
        trace.clear();
        return taken;
    }

    void note(String what) {
        trace.add(what);
    }

    /** Some UIDs of a mailbox, which is opened. */
    String pick(String mailbox) {
        ask("SELECT " + Imap.quoted(mailbox));
        var uids = uids();
        if (uids.isEmpty()) {
            return "";
        }
        if (random.nextInt(3) == 0) {
            int from = random.nextInt(uids.size());
            int to = Math.min(uids.size() - 1, from + random.nextInt(MOST_AT_ONCE));
            return uids.get(from) + ":" + uids.get(to);
        }
        Collections.shuffle(uids, random);
        return uids.stream()
                .limit(1 + random.nextInt(6))
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    List<Long> uids() {
        var uids = new ArrayList<Long>();
        for (var line : ask("UID SEARCH ALL")) {
            if (line.startsWith("* SEARCH ")) {
                for (var uid : line.substring("* SEARCH ".length()).strip().split(" ", -1)) {
                    uids.add(Long.valueOf(uid));
                }
            }
        }
        return uids;
    }

    List<String> ask(String command) {
        trace.add(command);
        return server.imap().ask(command);
    }

    String some() {
        return random.nextInt(3) == 0 ? "INBOX" : any(Mailboxes.names(server.imap()));
    }

    /** One in which mail is received, or Trash. */
    String someMail() {
        var names = movable();
        names.add("INBOX");
        names.add("Trash");
        return any(names);
    }

    List<String> movable() {
        return Mailboxes.names(server.imap()).stream()
                .filter(name -> !FIXED.contains(name))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    String name() {
        var name = any(NAMES);
        return random.nextBoolean() ? name : name + random.nextInt(5);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
