package dev.nightmail.sync.writeback;

import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A server with the mailboxes of a {@link WriteBackWorld} that breaks connections when the test
 * says so. Its state outlives them.
 */
final class SmallServer implements UnaryOperator<String> {

    /** A message; {@code n} is its number in the world. */
    record Letter(int n, Set<String> flags, long modSeq) {}

    private final String capabilities;
    private final Map<String, Long> eras = new HashMap<>();
    private final Map<String, TreeMap<Long, Letter>> boxes = new HashMap<>();
    private String selected = "";
    private long modSeq = 10;

    /** How the command begins at which the line breaks once, before or after it is done. */
    String cutBefore = "";

    String cutAfter = "";

    /** How the command begins that is answered with this NO. */
    String refused = "";

    String refusal = "";

    /** Done once before the next command that begins so. */
    String meanwhileAt = "";

    Runnable meanwhile = () -> {};

    SmallServer(WriteBackWorld world, String capabilities) {
        this.capabilities = capabilities;
        for (var name : new String[] {"INBOX", "Archive"}) {
            eras.put(name, world.era(name));
        }
        for (int n = 1; n <= 3; n++) {
            box("INBOX").put((long) n, new Letter(n, new TreeSet<>(), modSeq));
        }
        box("Archive").put(1L, new Letter(9, new TreeSet<>(), modSeq));
    }

    /** A further connection. */
    ImapConnection connect() throws ImapException {
        try {
            return ScriptedServer.announcing(capabilities, this).login();
        } catch (IOException e) {
            throw ScriptedServer.outage();
        }
    }

    /** Changes a flag of a message in INBOX. */
    void flag(long uid, String flag, boolean isSet) {
        var letter = find("INBOX", uid).orElseThrow();
        var flags = new TreeSet<>(letter.flags());
        if (isSet) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
        box("INBOX").put(uid, new Letter(letter.n(), flags, ++modSeq));
    }

    @Override
    public String apply(String command) {
        if (!meanwhileAt.isEmpty() && command.startsWith(meanwhileAt)) {
            meanwhileAt = "";
            meanwhile.run();
        }
        if (!cutBefore.isEmpty() && command.startsWith(cutBefore)) {
            cutBefore = "";
            throw cut();
        }
        if (!refused.isEmpty() && command.startsWith(refused)) {
            return "TAG NO " + refusal + "\r\n";
        }
        var answer = answer(command.replace("\"", "").split(" "), command);
        if (!cutAfter.isEmpty() && command.startsWith(cutAfter)) {
            cutAfter = "";
            throw cut();
        }
        return answer;
    }

    private String answer(String[] words, String command) {
        return switch (words[0]) {
            case "STATUS" ->
                    "* STATUS %s (MESSAGES %d UIDNEXT %d UIDVALIDITY %d)\r\nTAG OK done\r\n"
                            .formatted(
                                    words[1],
                                    box(words[1]).size(),
                                    next(words[1]),
                                    eras.get(words[1]));
            case "SELECT", "EXAMINE" -> select(words[1]);
            case "UID" ->
                    switch (words[1]) {
                        case "FETCH" -> fetch(Long.parseLong(words[2]), command);
                        case "SEARCH" -> search();
                        case "STORE" -> store(Long.parseLong(words[2]), command);
                        case "COPY" -> copy(Long.parseLong(words[2]), words[3]);
                        case "MOVE" -> move(Long.parseLong(words[2]), words[3]);
                        case "EXPUNGE" -> expunge(Long.parseLong(words[2]));
                        default -> "TAG BAD what\r\n";
                    };
            default -> "TAG OK done\r\n";
        };
    }

    private String select(String name) {
        selected = name;
        return "* %d EXISTS\r\n* OK [UIDVALIDITY %d] era\r\n* OK [UIDNEXT %d] next\r\n%sTAG OK [READ-WRITE] done\r\n"
                .formatted(
                        box(name).size(),
                        eras.get(name),
                        next(name),
                        hasModSeq() ? "* OK [HIGHESTMODSEQ " + modSeq + "] now\r\n" : "");
    }

    private String fetch(long uid, String command) {
        var found = find(selected, uid);
        if (found.isEmpty()) {
            return "TAG OK done\r\n";
        }
        var letter = found.get();
        var header =
                "From: ada@example.com\r\nMessage-ID: <%d@example.com>\r\nSubject: %d\r\n\r\n"
                        .formatted(letter.n(), letter.n());
        var block =
                command.contains("HEADER")
                        ? " RFC822.SIZE %d BODY[HEADER]<0> {%d}\r\n%s"
                                .formatted(header.length() + 7, header.length(), header)
                        : "";
        return "* 1 FETCH (UID %d FLAGS (%s)%s%s)\r\nTAG OK done\r\n"
                .formatted(
                        uid,
                        String.join(" ", letter.flags()),
                        hasModSeq() ? " MODSEQ (" + letter.modSeq() + ")" : "",
                        block);
    }

    private String search() {
        var found = new StringBuilder("* SEARCH");
        box(selected).keySet().forEach(uid -> found.append(' ').append(uid));
        return found + "\r\nTAG OK done\r\n";
    }

    private String store(long uid, String command) {
        var letter = find(selected, uid).orElseThrow();
        var since = command.replaceFirst(".*UNCHANGEDSINCE ([0-9]+).*", "$1");
        if (!since.equals(command) && letter.modSeq() > Long.parseLong(since)) {
            return "TAG OK [MODIFIED %d] conditional\r\n".formatted(uid);
        }
        flag(
                uid,
                command.replaceFirst(".*\\((\\\\[A-Za-z]+)\\)$", "$1"),
                command.contains("+FLAGS"));
        return "* 1 FETCH (UID %d MODSEQ (%d))\r\nTAG OK done\r\n".formatted(uid, modSeq);
    }

    private String copy(long uid, String target) {
        box(target).put(next(target), find(selected, uid).orElseThrow());
        return "TAG OK copied\r\n";
    }

    private String move(long uid, String target) {
        copy(uid, target);
        box(selected).remove(uid);
        return "* 1 EXPUNGE\r\nTAG OK moved\r\n";
    }

    private String expunge(long uid) {
        box(selected).remove(uid);
        return "* 1 EXPUNGE\r\nTAG OK gone\r\n";
    }

    /** The messages of a mailbox, by UID. */
    NavigableMap<Long, Letter> box(String name) {
        return boxes.computeIfAbsent(name, _ -> new TreeMap<>());
    }

    Optional<Letter> find(String mailbox, long uid) {
        return Optional.ofNullable(box(mailbox).get(uid));
    }

    private long next(String name) {
        return box(name).isEmpty() ? 1 : box(name).lastKey() + 1;
    }

    private boolean hasModSeq() {
        return capabilities.contains("CONDSTORE");
    }

    private static UncheckedIOException cut() {
        return new UncheckedIOException(new IOException("cut"));
    }
}
