package dev.nightmail.local.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Mailboxes and what lies in them, by their names on the wire: those that are synced unless their
 * owner says otherwise.
 */
record Mailboxes(SortedMap<String, Mailbox> byName) {

    /** Which are not synced. */
    static final Set<String> LEFT_OUT = Set.of("Junk", "Trash", "INBOX.Trash");

    private static final Pattern LISTED =
            Pattern.compile("\\* LIST \\(([^)]*)\\) (?:NIL|\"[^\"]*\") (.*)");
    private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
    private static final Pattern UID_VALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d+)]");
    private static final Pattern UID = Pattern.compile("[ (]UID (\\d+)");
    private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");
    private static final Pattern SIZE = Pattern.compile("RFC822.SIZE (\\d+)");
    private static final Pattern NUMBER = Pattern.compile("(?i)X-Fault: *(\\d+)");

    /** What lies in one of them, by UID. */
    record Mailbox(long uidValidity, SortedMap<Long, Letter> letters) {}

    /**
     * A message.
     *
     * @param number what it is, wherever it lies: copies have the same
     * @param flags in order
     */
    record Letter(long number, String flags, long size) {}

    /** As the server tells them. */
    static Mailboxes of(Imap imap) {
        var byName = new TreeMap<String, Mailbox>();
        for (var name : names(imap)) {
            if (!LEFT_OUT.contains(name)) {
                byName.put(name, read(imap, name));
            }
        }
        return new Mailboxes(byName);
    }

    /** All that can be opened. */
    static List<String> names(Imap imap) {
        var names = new ArrayList<String>();
        for (var line : imap.ask("LIST \"\" \"*\"")) {
            var listed = LISTED.matcher(line);
            if (listed.matches()
                    && !listed.group(1).contains("\\Noselect")
                    && !listed.group(1).contains("\\NonExistent")) {
                names.add(unquoted(listed.group(2)));
            }
        }
        names.sort(null);
        return names;
    }

    private static String unquoted(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1")
                : name;
    }

    private static Mailbox read(Imap imap, String name) {
        var opened = String.join("\n", imap.ask("EXAMINE " + Imap.quoted(name)));
        var letters = new TreeMap<Long, Letter>();
        if (number(EXISTS, opened) > 0) {
            imap
                    .ask("UID FETCH 1:* (UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (X-Fault)])")
                    .stream()
                    .filter(line -> line.contains(" FETCH ") && line.contains("RFC822.SIZE"))
                    .forEach(line -> letters.put(number(UID, line), letter(line)));
        }
        return new Mailbox(number(UID_VALIDITY, opened), letters);
    }

    private static Letter letter(String line) {
        var flags = FLAGS.matcher(line);
        var text = flags.find() ? flags.group(1) : "";
        return new Letter(number(NUMBER, line), sorted(text), number(SIZE, line));
    }

    private static String sorted(String flags) {
        var sorted = new TreeSet<String>(Arrays.asList(flags.split(" ", -1)));
        sorted.remove("\\Recent");
        sorted.remove("");
        return String.join(" ", sorted);
    }

    private static long number(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    long messages() {
        return byName.values().stream().mapToLong(mailbox -> mailbox.letters().size()).sum();
    }
}
