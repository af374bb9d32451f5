package dev.nightmail.sync.imap;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The data items of one FETCH response (RFC 9051, section 7.5.2), as far as they can be read. */
final class FetchItems {

    private static final List<String> SYSTEM =
            List.of("\\Answered", "\\Deleted", "\\Draft", "\\Flagged", "\\Seen");

    private final Map<String, ImapValue> items = new HashMap<>();
    private boolean broken;

    static FetchItems read(ImapScanner rest) {
        var read = new FetchItems();
        try {
            read.readAll(rest);
        } catch (ImapException unreadable) {
            read.broken = true;
        }
        return read;
    }

    private void readAll(ImapScanner rest) throws ImapException {
        rest.expect('(');
        while (!rest.skip(')')) {
            var name = rest.atom().toUpperCase(Locale.ROOT);
            items.put(name.startsWith("BODY[HEADER]") ? "BODY[HEADER]" : name, rest.value());
            rest.skipSpaces();
        }
    }

    /** Whether reading stopped at something that is not IMAP. */
    boolean isBroken() {
        return broken;
    }

    Optional<ImapValue> find(String name) {
        return Optional.ofNullable(items.get(name));
    }

    OptionalLong number(String name) {
        var text = find(name).flatMap(ImapValue::string).orElse("");
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }

    /** MODSEQ stands in parentheses (RFC 7162, section 3.1.4.1). */
    OptionalLong modSeq() {
        for (var value : find("MODSEQ").map(ImapValue::items).orElseGet(List::of)) {
            if (value instanceof ImapValue.Atom(var digits) && digits.matches("[0-9]{1,18}")) {
                return OptionalLong.of(Long.parseLong(digits));
            }
        }
        return OptionalLong.empty();
    }

    /** Ids of Gmail's with the labels; empty where one of them lacks. */
    Optional<FetchedMessage.Gmail> gmail() {
        return id("X-GM-MSGID")
                .flatMap(message ->
                        id("X-GM-THRID")
                                .flatMap(thread ->
                                        labels().map(labels ->
                                                new FetchedMessage.Gmail(
                                                        message, thread, labels))));
    }

    /** A number that may not fit into a long. */
    private Optional<String> id(String name) {
        return find(name)
                .flatMap(ImapValue::string)
                .filter(digits -> digits.matches("[0-9]{1,20}"));
    }

    /** Spelt like names of mailboxes; in one order, and only such as can be stored. */
    Optional<Set<String>> labels() {
        return find("X-GM-LABELS")
                .map(value ->
                        value.items().stream()
                                .flatMap(label -> label.string().stream())
                                .filter(MailboxName::isUsable)
                                .map(wire -> new MailboxName(wire).text())
                                .filter(text -> !ImapString.hasControl(text))
                                .collect(
                                        Collectors.collectingAndThen(
                                                Collectors.toCollection(TreeSet::new),
                                                Collections::unmodifiableSortedSet)));
    }

    /**
     * In one order whatever the server's, so that flags can be compared. Without {@code \Recent}: a
     * server may show that of the same message to one session and not to the next (RFC 3501,
     * section 2.3.2), and no MODSEQ tells when it goes. Without what has control characters, which
     * is no flag and cannot be stored. Flags have no case (RFC 9051, section 2.3.2): those of the
     * system are written as they stand there.
     */
    Set<String> flags() {
        return find("FLAGS").map(ImapValue::items).orElseGet(List::of).stream()
                .flatMap(flag -> flag.string().stream())
                .filter(flag -> !flag.equalsIgnoreCase("\\Recent"))
                .filter(flag -> !ImapString.hasControl(flag))
                .map(FetchItems::asUsual)
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.toCollection(TreeSet::new),
                                Collections::unmodifiableSortedSet));
    }

    private static String asUsual(String flag) {
        return SYSTEM.stream().filter(flag::equalsIgnoreCase).findFirst().orElse(flag);
    }
}
