package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.UidSet;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * An IMAP server without extensions and with one mailbox, some of whose messages it cannot answer
 * for. A test overrules single commands.
 */
final class OddInbox implements UnaryOperator<String> {

    /** What FETCH says of each message by its UID. */
    final Map<Long, String> messages = new TreeMap<>();

    /** What is answered instead, by the first words of a command. */
    final Map<String, String> overruled = new TreeMap<>();

    /** More of what SELECT says. */
    String examined = "";

    /** Happens before a FETCH is answered. */
    Runnable beforeFetch = () -> {};

    long uidValidity = 1;

    static OddInbox of(int messages) {
        var inbox = new OddInbox();
        for (long uid = 1; uid <= messages; uid++) {
            inbox.add(uid);
        }
        return inbox;
    }

    void add(long uid) {
        add(uid, "Message-ID: <%d@example.com>\r\n\r\n".formatted(uid));
    }

    void add(long uid, String header) {
        messages.put(uid, fetched(uid, header));
    }

    /** A message that came at this time. */
    void add(long uid, Instant at) {
        add(uid);
        var date = "INTERNALDATE \"" + ImapDates.of(at) + "\" RFC822";
        messages.computeIfPresent(uid, (_, said) -> said.replaceFirst("RFC822", date));
    }

    void flag(long uid, String flags) {
        messages.computeIfPresent(
                uid, (_, said) -> said.replaceFirst("FLAGS \\(.*?\\)", "FLAGS (" + flags + ")"));
    }

    /** All messages have UIDs that are higher by so much. */
    void renumber(long more) {
        var before = new TreeMap<>(messages);
        messages.clear();
        before.forEach((uid, said) ->
                messages.put(uid + more, said.replaceFirst("UID [0-9]+", "UID " + (uid + more))));
    }

    /** The message is there, but nothing is said of it. */
    void silence(long uid) {
        messages.put(uid, "");
    }

    /** The message is answered for with something that is not IMAP. */
    void tear(long uid) {
        messages.put(uid, "* 1 FETCH (UID %d FLAGS ((((\r\n".formatted(uid));
    }

    /** Each command that names the message is refused. */
    void refuse(long uid, String refusal) {
        messages.put(uid, "TAG " + refusal + "\r\n");
    }

    @Override
    public String apply(String command) {
        for (var overrule : overruled.entrySet()) {
            if (command.startsWith(overrule.getKey())) {
                return overrule.getValue();
            }
        }
        return switch (command.split(" ", -1)[0]) {
            case "LIST" -> "* LIST () \"/\" INBOX\r\nTAG OK done\r\n";
            case "SELECT" ->
                    "* %d EXISTS\r\n* OK [UIDVALIDITY %d] era\r\n%sTAG OK done\r\n"
                            .formatted(messages.size(), uidValidity, examined);
            case "UID" -> command.startsWith("UID SEARCH") ? search(command) : fetch(command);
            default -> "TAG NO there is nothing else\r\n";
        };
    }

    /** Those without a date came on no day. */
    private String search(String command) {
        var since = ImapDates.day(command);
        var found = new StringBuilder("* SEARCH");
        messages.forEach((uid, said) -> {
            var day = ImapDates.day(said);
            if (since.isEmpty() || day.filter(at -> !at.isBefore(since.get())).isPresent()) {
                found.append(' ').append(uid);
            }
        });
        return found + "\r\nTAG OK done\r\n";
    }

    private String fetch(String command) {
        beforeFetch.run();
        var wanted = UidSet.parse(command.split(" ", -1)[2]);
        var answer = new StringBuilder();
        for (var message : messages.entrySet()) {
            var said = wanted.contains(message.getKey()) ? message.getValue() : "";
            if (said.startsWith("TAG")) {
                return said;
            }
            answer.append(said);
        }
        return answer + "TAG OK done\r\n";
    }

    private static String fetched(long uid, String header) {
        return "* 1 FETCH (UID %d FLAGS () RFC822.SIZE 9 BODY[HEADER]<0> {%d}\r\n%s)\r\n"
                .formatted(uid, header.length(), header);
    }
}
