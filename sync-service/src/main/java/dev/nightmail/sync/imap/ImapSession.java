package dev.nightmail.sync.imap;

import dev.nightmail.sync.imap.ImapException.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
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
        var line = read("greeting");
        line.expect('*');
        line.expect(' ');
        switch (line.atom().toUpperCase(Locale.ROOT)) {
            case "OK" -> learnCapabilities(line.rest());
            case "BYE" -> throw Refusal.of("greeting", line.rest().strip(), Kind.TEMPORARY);
            default -> throw new ImapException(Kind.PROTOCOL, "greeting");
        }
    }

    void command(String command, Untagged untagged) throws ImapException {
        command(command, Kind.PERMANENT, untagged);
    }

    /**
     * Runs a command; its first word names it in errors.
     *
     * @param onNo what a NO without a code means
     */
    void command(String command, Kind onNo, Untagged untagged) throws ImapException {
        var name = "UID".equals(firstWord(command)) ? command.substring(0, 9) : firstWord(command);
        var expectedTag = "A" + ++tag;
        write(name, expectedTag + " " + command);
        while (true) {
            var line = read(name);
            if (line.skip('+')) {
                // Only SASL asks for more here; an empty line ends it with a tagged NO (RFC 4959).
                write(name, "");
            } else if (line.skip('*')) {
                line.skipSpaces();
                dispatch(name, line, untagged);
            } else if (line.atom().equals(expectedTag)) {
                complete(name, line, onNo);
                return;
            } else {
                throw new ImapException(Kind.PROTOCOL, name);
            }
        }
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

    private void dispatch(String command, ImapScanner line, Untagged untagged)
            throws ImapException {
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

    private void complete(String command, ImapScanner line, Kind onNo) throws ImapException {
        line.skipSpaces();
        var status = line.atom().toUpperCase(Locale.ROOT);
        var text = line.rest().strip();
        switch (status) {
            case "OK" -> learnCapabilities(text);
            case "NO" -> throw Refusal.of(command, text, onNo);
            default -> throw Refusal.of(command, text, Kind.PROTOCOL);
        }
    }

    private void learnCapabilities(String text) {
        int start = text.toUpperCase(Locale.ROOT).indexOf("[CAPABILITY ");
        int close = text.indexOf(']', start + 1);
        if (start >= 0 && close > start) {
            var words = text.substring(start + 12, close).toUpperCase(Locale.ROOT).split(" +");
            capabilities = Set.copyOf(new TreeSet<>(Arrays.asList(words)));
        }
    }

    private ImapScanner read(String command) throws ImapException {
        try {
            return wire.read().scanner();
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
