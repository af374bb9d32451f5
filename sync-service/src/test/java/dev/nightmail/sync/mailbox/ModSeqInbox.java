package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.UidSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An IMAP server with one mailbox and QRESYNC, which a test may make tell lies. */
final class ModSeqInbox implements UnaryOperator<String> {

    static final String CAPABILITIES = "IMAP4rev1 ENABLE CONDSTORE QRESYNC";

    private static final Pattern SINCE = Pattern.compile("(?:QRESYNC \\(1 |CHANGEDSINCE )([0-9]+)");

    /** What was asked, each by its first two words. */
    final List<String> asked = new ArrayList<>();

    /** More that is told to have vanished. */
    String vanishedToo = "";

    private final TreeMap<Long, Message> messages = new TreeMap<>();
    private final TreeMap<Long, Long> expunged = new TreeMap<>();
    private long modSeq = 1;
    private long uidNext = 1;

    private record Message(String flags, long modSeq) {}

    static ModSeqInbox of(int messages) {
        var inbox = new ModSeqInbox();
        for (int i = 0; i < messages; i++) {
            inbox.add();
        }
        return inbox;
    }

    void add() {
        messages.put(uidNext++, new Message("", ++modSeq));
    }

    void expunge(long uid) {
        messages.remove(uid);
        expunged.put(++modSeq, uid);
    }

    /** It goes without a trace. */
    void expungeSilently(long uid) {
        messages.remove(uid);
        modSeq++;
    }

    void flag(long uid, String flags) {
        messages.put(uid, new Message(flags, ++modSeq));
    }

    /** Under the MODSEQ that it had. */
    void flagSilently(long uid, String flags) {
        messages.computeIfPresent(uid, (_, message) -> new Message(flags, message.modSeq()));
        modSeq++;
    }

    /** Numbers go on from there. */
    void skipTo(long uid) {
        uidNext = uid;
    }

    @Override
    public String apply(String command) {
        var words = command.split(" ", 3);
        asked.add(words[0] + (words[0].equals("UID") ? " " + words[1] : ""));
        return switch (words[0]) {
            case "ENABLE" -> "* ENABLED QRESYNC\r\nTAG OK enabled\r\n";
            case "LIST" -> "* LIST () \"/\" INBOX\r\nTAG OK done\r\n";
            case "STATUS" ->
                    "* STATUS INBOX (MESSAGES %d UIDNEXT %d UIDVALIDITY 1 HIGHESTMODSEQ %d)\r\nTAG OK done\r\n"
                            .formatted(messages.size(), uidNext, modSeq);
            case "EXAMINE" -> examine(command);
            case "UID" -> words[1].equals("SEARCH") ? search() : fetch(command);
            default -> "TAG NO there is nothing else\r\n";
        };
    }

    private String examine(String command) {
        var counters =
                "* %d EXISTS\r\n* OK [UIDVALIDITY 1] era\r\n* OK [UIDNEXT %d] next\r\n* OK [HIGHESTMODSEQ %d] now\r\n"
                        .formatted(messages.size(), uidNext, modSeq);
        if (!command.contains("QRESYNC")) {
            return counters + "TAG OK done\r\n";
        }
        long since = since(command);
        var vanished =
                expunged.tailMap(since, false).values().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
        var all = vanished + (vanished.isEmpty() || vanishedToo.isEmpty() ? "" : ",") + vanishedToo;
        return counters
                + (all.isEmpty() ? "" : "* VANISHED (EARLIER) " + all + "\r\n")
                + flags(UidSet.ALL, since)
                + "TAG OK done\r\n";
    }

    private String search() {
        var found = new StringBuilder("* SEARCH");
        messages.keySet().forEach(uid -> found.append(' ').append(uid));
        return found + "\r\nTAG OK done\r\n";
    }

    private String fetch(String command) {
        if (command.contains("CHANGEDSINCE")) {
            return flags(UidSet.ALL, since(command)) + "TAG OK done\r\n";
        }
        var wanted = UidSet.parse(command.split(" ", -1)[2]);
        if (!command.contains("HEADER")) {
            return flags(wanted, 0) + "TAG OK done\r\n";
        }
        var answer = new StringBuilder();
        messages.forEach((uid, message) -> {
            if (wanted.contains(uid)) {
                var header = "Message-ID: <%d@example.com>\r\n\r\n".formatted(uid);
                answer.append(
                        "* 1 FETCH (UID %d FLAGS (%s) MODSEQ (%d) RFC822.SIZE 9 BODY[HEADER]<0> {%d}\r\n%s)\r\n"
                                .formatted(
                                        uid,
                                        message.flags(),
                                        message.modSeq(),
                                        header.length(),
                                        header));
            }
        });
        return answer + "TAG OK done\r\n";
    }

    private String flags(UidSet wanted, long since) {
        return messages.entrySet().stream()
                .filter(each -> wanted.contains(each.getKey()) && each.getValue().modSeq() > since)
                .map(each ->
                        "* 1 FETCH (UID %d FLAGS (%s) MODSEQ (%d))\r\n"
                                .formatted(
                                        each.getKey(),
                                        each.getValue().flags(),
                                        each.getValue().modSeq()))
                .collect(Collectors.joining());
    }

    private static long since(String command) {
        var matcher = SINCE.matcher(command);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
