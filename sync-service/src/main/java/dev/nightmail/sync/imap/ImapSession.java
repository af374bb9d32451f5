package dev.nightmail.sync.imap;

import dev.nightmail.common.time.Deadline;
import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sends one command at a time and reads until its tagged answer (RFC 9051, section 2.2). Nothing
 * but a tagged OK returns.
 */
final class ImapSession {

    private final ImapWire wire;
    private int tag;
    private Set<String> capabilities = Set.of();
    private int selections;
    private boolean isAnswered = true;

    ImapSession(ImapWire wire) {
        this.wire = wire;
    }

    /** Takes one untagged response: its first word, or its second if the first is a number. */
    @FunctionalInterface
    interface Untagged {
        /**
         * Takes the next one.
         *
         * @param name in upper case
         * @param number what stands before the name, or -1
         * @param rest what follows the name
         */
        void accept(String name, long number, ImapScanner rest) throws ImapException;
    }

    static final Untagged IGNORE = (_, _, _) -> {};

    /** Reads the server's first line. */
    void greet() throws ImapException {
        var line = read(ImapException.GREETING, ImapWire.Literals.KEPT);
        line.expect('*');
        line.expect(' ');
        switch (line.atom().toUpperCase(Locale.ROOT)) {
            case "OK" -> learnCapabilities(line.rest());
            case "BYE" ->
                    throw Refusal.of(ImapException.GREETING, line.rest().strip(), Kind.TEMPORARY);
            default -> throw new ImapException(Kind.PROTOCOL, ImapException.GREETING);
        }
    }

    String command(String command, Untagged untagged) throws ImapException {
        return command(command, Kind.PERMANENT, untagged);
    }

    /**
     * Runs a command; its first word names it in errors. Returns what stands behind the OK.
     *
     * @param onNo what a NO without a code means
     */
    String command(String command, Kind onNo, Untagged untagged) throws ImapException {
        return run(command, onNo, untagged, ImapWire.Literals.KEPT);
    }

    /**
     * Runs a command and hands literals on while they arrive. What the reading of one throws
     * besides {@link IOException} comes out as it is, and ends the connection's use.
     */
    String command(String command, Untagged untagged, ImapWire.Literals literals)
            throws ImapException {
        return run(command, Kind.PERMANENT, untagged, literals);
    }

    private String run(String command, Kind onNo, Untagged untagged, ImapWire.Literals literals)
            throws ImapException {
        var name = "UID".equals(firstWord(command)) ? command.substring(0, 9) : firstWord(command);
        var expectedTag = "A" + ++tag;
        isAnswered = false;
        write(name, expectedTag + " " + command);
        Optional<ImapException> unreadable = Optional.empty();
        var answer = "";
        while (!isAnswered) {
            var line = read(name, literals);
            if (line.skip('+')) {
                // Only SASL asks for more here; an empty line ends it with a tagged NO (RFC 4959).
                write(name, "");
            } else if (line.skip('*')) {
                line.skipSpaces();
                var failure = dispatch(name, line, untagged);
                unreadable = unreadable.or(() -> failure);
            } else {
                answer = complete(name, afterTag(expectedTag, name, line), onNo);
            }
        }
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
        return answer;
    }

    /**
     * Waits for what the server tells by itself (IDLE, RFC 2177), until the deadline.
     *
     * @throws ImapException when the server refuses, or the connection breaks
     */
    void idle(Deadline deadline, Untagged untagged) throws ImapException {
        var expectedTag = "A" + ++tag;
        isAnswered = false;
        write("IDLE", expectedTag + " IDLE");
        boolean isOver = false;
        while (!isAnswered) {
            if (!isOver && !await(deadline)) {
                write("IDLE", "DONE");
                isOver = true;
            }
            var line = read("IDLE", ImapWire.Literals.KEPT);
            if (line.skip('*')) {
                line.skipSpaces();
                var unreadable = dispatch("IDLE", line, untagged);
                if (unreadable.isPresent()) {
                    throw unreadable.get();
                }
            } else if (!line.skip('+')) {
                complete("IDLE", afterTag(expectedTag, "IDLE", line), Kind.PERMANENT);
            }
        }
    }

    /** False at the deadline. */
    private boolean await(Deadline deadline) throws ImapException {
        try {
            return !deadline.isOver() && wire.await(deadline.left());
        } catch (IOException lost) {
            throw ImapException.causedBy(lost, Kind.TEMPORARY, "IDLE");
        }
    }

    /**
     * Whether the last command has had its tagged answer, so that another may be asked; false for
     * ever once an answer was lost, beyond the limit or another's.
     */
    boolean isUsable() {
        return isAnswered;
    }

    boolean can(String capability) {
        return capabilities.contains(capability);
    }

    Set<String> capabilities() {
        return capabilities;
    }

    void forgetCapabilities() {
        capabilities = Set.of();
    }

    /** Numbers the mailbox that is open from now on. */
    int select() {
        return ++selections;
    }

    boolean isSelected(int selection) {
        return selection == selections;
    }

    ImapWire wire() {
        return wire;
    }

    /**
     * Hands an untagged response on. If it cannot be read, what follows up to the tagged answer is
     * read all the same: left where it is, it would be taken for the answer to the next command.
     */
    private Optional<ImapException> dispatch(String command, ImapScanner line, Untagged untagged)
            throws ImapException {
        try {
            accept(command, line, untagged);
            return Optional.empty();
        } catch (ImapException e) {
            // A BYE may carry a code that means PROTOCOL; nothing follows it.
            if (e.kind() != Kind.PROTOCOL || e.responseCode().isPresent()) {
                throw e;
            }
            return Optional.of(e);
        } catch (RuntimeException e) {
            return Optional.of(ImapException.causedBy(e, Kind.PROTOCOL, "unreadable answer"));
        }
    }

    private void accept(String command, ImapScanner line, Untagged untagged) throws ImapException {
        var name = line.atom().toUpperCase(Locale.ROOT);
        long number = -1;
        if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
            number = ImapScanner.number(name);
            line.skipSpaces();
            name = line.atom().toUpperCase(Locale.ROOT);
        }
        line.skipSpaces();
        switch (name) {
            case "BYE" -> throw Refusal.of(command, line.rest(), Kind.TEMPORARY);
            case "CAPABILITY" -> learnCapabilities("[CAPABILITY " + line.rest() + "]");
            default -> untagged.accept(name, number, line);
        }
    }

    /** A line with another tag answers something that was never asked: nothing fits any more. */
    private static String afterTag(String tag, String command, ImapScanner line)
            throws ImapException {
        var text = line.rest();
        if (!text.startsWith(tag + " ")) {
            throw new ImapException(Kind.TEMPORARY, command);
        }
        return text.substring(tag.length()).strip();
    }

    private String complete(String command, String answer, Kind onNo) throws ImapException {
        isAnswered = true;
        var status = firstWord(answer);
        var text = answer.substring(status.length()).strip();
        switch (status.toUpperCase(Locale.ROOT)) {
            case "OK" -> learnCapabilities(text);
            case "NO" -> throw Refusal.of(command, text, onNo);
            default -> throw Refusal.of(command, text, Kind.PROTOCOL);
        }
        return text;
    }

    private void learnCapabilities(String text) {
        int start = text.toUpperCase(Locale.ROOT).indexOf("[CAPABILITY ");
        int close = text.indexOf(']', start + 1);
        if (start >= 0 && close > start) {
            var words = text.substring(start + 12, close).toUpperCase(Locale.ROOT).split(" +");
            capabilities = Set.copyOf(new TreeSet<>(Arrays.asList(words)));
        }
    }

    private ImapScanner read(String command, ImapWire.Literals literals) throws ImapException {
        try {
            return wire.read(literals).scanner();
        } catch (ImapException tooLong) {
            throw tooLong;
        } catch (IOException lost) {
            throw ImapException.causedBy(lost, Kind.TEMPORARY, command);
        }
    }

    private void write(String command, String line) throws ImapException {
        try {
            wire.writeLine(line);
        } catch (IOException lost) {
            throw ImapException.causedBy(lost, Kind.TEMPORARY, command);
        }
    }

    private static String firstWord(String command) {
        int space = command.indexOf(' ');
        return space < 0 ? command : command.substring(0, space);
    }
}
