package dev.nightmail.sync.mailbox;

import static dev.nightmail.sync.mailbox.GmailNames.ALL;
import static dev.nightmail.sync.mailbox.GmailNames.mailbox;
import static dev.nightmail.sync.mailbox.GmailNames.role;

import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.UidSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An IMAP server that shows labels as mailboxes, as Gmail's does: a message lies in All Mail and in
 * each of its labels, or in Spam or Trash and nowhere else. Changed labels move the MODSEQ, a label
 * with another name does not.
 */
final class GmailServer implements UnaryOperator<String> {

    /** Without the extension. */
    static final String PLAIN =
            "IMAP4rev1 ENABLE CONDSTORE ESEARCH LIST-EXTENDED LIST-STATUS SPECIAL-USE";

    private static final Pattern SINCE = Pattern.compile("CHANGEDSINCE ([0-9]+)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /** What was asked, without data items. */
    final List<String> asked = new ArrayList<>();

    /** What is answered instead, by the first words of a command. */
    final Map<String, String> overruled = new TreeMap<>();

    /** What it says that it can. */
    String capabilities = PLAIN + " X-GM-EXT-1";

    /** Labels that their owner does not show in IMAP, and All Mail, likewise. */
    final Set<String> hidden = new TreeSet<>();

    long uidValidity = 11;

    /** What All Mail is called. */
    private String all = ALL;

    private final Map<String, Map<Long, Message>> mailboxes = new LinkedHashMap<>();
    private final Map<String, Long> uidNext = new TreeMap<>();
    private String open = "";
    private long modSeq = 1;
    private long lastId = 1_700_000_000_000_000_000L;

    /** A message, and how it is spelt. */
    static final class Message {

        final String id;
        final Set<String> labels = new TreeSet<>();
        String header;
        String flags = "";
        String date = "01-Jan-2020 00:00:00 +0000";
        private long modSeq;

        private Message(String id, String header) {
            this.id = id;
            this.header = header;
        }

        String thread() {
            return "9" + id.substring(1);
        }
    }

    GmailServer() {
        GmailNames.PLACES.forEach(this::shown);
        GmailNames.LABELS.keySet().stream().sorted().forEach(this::shown);
    }

    private Map<Long, Message> shown(String mailbox) {
        return mailboxes.computeIfAbsent(mailbox, _ -> new TreeMap<>());
    }

    /** A message that has these labels. */
    Message add(String... labels) {
        lastId += 7;
        var header = "Message-ID: <" + lastId + "@example.com>\r\n\r\n";
        var message = new Message(Long.toString(lastId), header);
        place(all, message);
        label(message, labels);
        return message;
    }

    /** These are its labels now. */
    void label(Message message, String... labels) {
        message.labels.clear();
        message.labels.addAll(List.of(labels));
        message.modSeq = ++modSeq;
        for (var label : labels) {
            shown(mailbox(label));
        }
        mailboxes.keySet().stream()
                .filter(mailbox -> !GmailNames.PLACES.contains(mailbox) && !mailbox.equals(all))
                .forEach(mailbox -> show(message, mailbox));
    }

    private void show(Message message, String mailbox) {
        var shown = shown(mailbox);
        boolean isHere = shown.containsValue(message);
        boolean belongs = message.labels.contains(GmailNames.label(mailbox));
        if (belongs && !isHere) {
            place(mailbox, message);
        } else if (isHere && !belongs) {
            shown.values().remove(message);
        }
    }

    /** From wherever it is to Trash, Spam, or from there to All Mail. */
    void move(Message message, String mailbox) {
        mailboxes.values().forEach(shown -> shown.values().remove(message));
        message.modSeq = ++modSeq;
        place(mailbox, message);
        if (mailbox.equals(ALL)) {
            label(message, message.labels.toArray(String[]::new));
        }
    }

    /** A label of its owner's has another name. */
    void rename(String label, String other) {
        mailboxes.put(other, shown(label));
        mailboxes.remove(label);
        uidNext.put(other, uidNext.getOrDefault(label, 1L));
        for (var message : shown(other).values()) {
            message.labels.remove(label);
            message.labels.add(other);
        }
    }

    /** All Mail has another name, and everything other numbers. */
    void renameAll(String other) {
        mailboxes.put(other, shown(all));
        mailboxes.remove(all);
        all = other;
        renumber();
    }

    void flag(Message message, String flags) {
        message.flags = flags;
        message.modSeq = ++modSeq;
    }

    /** All messages are numbered anew. */
    void renumber() {
        uidValidity++;
        for (var mailbox : mailboxes.entrySet()) {
            var before = List.copyOf(mailbox.getValue().values());
            mailbox.getValue().clear();
            uidNext.put(mailbox.getKey(), 1000L);
            before.forEach(message -> place(mailbox.getKey(), message));
        }
    }

    private void place(String mailbox, Message message) {
        long uid = uidNext.merge(mailbox, 2L, (next, _) -> next + 1) - 1;
        shown(mailbox).put(uid, message);
        modSeq++;
    }

    @Override
    public String apply(String command) {
        asked.add(command.split("[(]", 2)[0].strip());
        for (var overrule : overruled.entrySet()) {
            if (command.startsWith(overrule.getKey())) {
                return overrule.getValue();
            }
        }
        return switch (command.split(" ", 2)[0]) {
            case "LIST" -> list() + "TAG OK Success\r\n";
            case "EXAMINE" -> examine(command);
            case "UID" ->
                    (command.contains(" SEARCH ") ? search(command) : fetch(command))
                            + "TAG OK Success\r\n";
            default -> "TAG BAD Unknown command\r\n";
        };
    }

    private String list() {
        var answer = new StringBuilder("* LIST (\\HasChildren \\Noselect) \"/\" \"[Gmail]\"\r\n");
        for (var mailbox : mailboxes.keySet()) {
            if (!hidden.contains(mailbox)) {
                var wire = MailboxName.ofText(mailbox).wire();
                answer.append(
                        "* LIST (\\HasNoChildren %s) \"/\" \"%s\"\r\n"
                                .formatted(mailbox.equals(all) ? role(ALL) : role(mailbox), wire));
                answer.append(
                        "* STATUS \"%s\" (MESSAGES %d UIDNEXT %d UIDVALIDITY %d HIGHESTMODSEQ %d)\r\n"
                                .formatted(
                                        wire,
                                        shown(mailbox).size(),
                                        next(mailbox),
                                        uidValidity,
                                        modSeq));
            }
        }
        return answer.toString();
    }

    private long next(String mailbox) {
        return uidNext.getOrDefault(mailbox, 1L);
    }

    private String examine(String command) {
        var matcher = QUOTED.matcher(command);
        open = matcher.find() ? new MailboxName(matcher.group(1)).text() : "";
        if (!mailboxes.containsKey(open) || hidden.contains(open)) {
            return "TAG NO [NONEXISTENT] Unknown Mailbox: (Failure)\r\n";
        }
        return """
        * %d EXISTS
        * OK [UIDVALIDITY %d] UIDs valid.
        * OK [UIDNEXT %d] Predicted next UID.
        * OK [HIGHESTMODSEQ %d]
        TAG OK [READ-ONLY] selected. (Success)
        """
                .formatted(shown(open).size(), uidValidity, next(open), modSeq)
                .replace("\n", "\r\n");
    }

    private String search(String command) {
        var criteria = command.substring(command.indexOf("(ALL) ") + 6);
        var wanted = criteria.startsWith("UID ") ? uids(criteria.substring(4)) : UidSet.ALL;
        var found =
                shown(open).keySet().stream()
                        .filter(wanted::contains)
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
        return "* ESEARCH (TAG \"TAG\") UID" + (found.isEmpty() ? "" : " ALL " + found) + "\r\n";
    }

    private String fetch(String command) {
        var wanted = uids(command.split(" ", -1)[2]);
        var matcher = SINCE.matcher(command);
        long since = matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        var answer = new StringBuilder();
        shown(open)
                .forEach((uid, message) -> {
                    if (wanted.contains(uid) && message.modSeq > since) {
                        answer.append(fetched(command, uid, message));
                    }
                });
        return answer.toString();
    }

    private static UidSet uids(String set) {
        return UidSet.parse(set.replace("*", Long.toString(UidSet.MAX_UID)));
    }

    private String fetched(String command, long uid, Message message) {
        var gmail = new StringBuilder();
        if (command.contains("X-GM-MSGID")) {
            gmail.append("X-GM-THRID %s X-GM-MSGID %s ".formatted(message.thread(), message.id));
        }
        if (command.contains("X-GM-LABELS")) {
            gmail.append("X-GM-LABELS (%s) ".formatted(labels(message)));
        }
        var header =
                command.contains("HEADER")
                        ? " INTERNALDATE \"%s\" RFC822.SIZE 9 BODY[HEADER]<0> {%d}\r\n%s"
                                .formatted(message.date, message.header.length(), message.header)
                        : "";
        return "* %d FETCH (%sUID %d MODSEQ (%d) FLAGS (%s)%s)\r\n"
                .formatted(uid, gmail, uid, message.modSeq, message.flags, header);
    }

    /** Without that of the mailbox that is open. */
    private String labels(Message message) {
        return message.labels.stream()
                .filter(label -> !label.equals(GmailNames.label(open)))
                .map(label -> MailboxName.ofText(label).wire())
                .map(wire -> '"' + wire.replace("\\", "\\\\") + '"')
                .collect(Collectors.joining(" "));
    }
}
