package dev.nightmail.sync.message;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the mailboxes of an address field (RFC 5322, sections 3.4 and 4.4) and whatever people send
 * instead, in one pass.
 *
 * <p>Groups give their members. A semicolon parts addresses like a comma. A quote or bracket that
 * is never closed is an ordinary character.
 */
final class AddressList {

    private final String field;
    private final int limit;
    private final int lastQuote;
    private final int lastAngle;
    private final List<Mailbox> mailboxes = new ArrayList<>();
    private Mailbox.Draft draft = new Mailbox.Draft();
    private int at;

    private AddressList(String field, int limit) {
        this.field = field;
        this.limit = limit;
        this.lastQuote = field.lastIndexOf('"');
        this.lastAngle = field.lastIndexOf('>');
    }

    static List<Mailbox> parse(String field, int limit) {
        var list = new AddressList(field, limit);
        while (list.at < field.length() && list.mailboxes.size() < limit) {
            list.step();
        }
        list.finishMailbox();
        return list.mailboxes;
    }

    private void step() {
        char c = field.charAt(at++);
        switch (c) {
            case ',', ';' -> finishMailbox();
            case ':' -> startGroup();
            case '(' -> comment();
            case '"' -> {
                if (at <= lastQuote) {
                    quoted();
                } else {
                    draft.add(c);
                }
            }
            case '<' -> {
                if (at <= lastAngle) {
                    int close = field.indexOf('>', at);
                    draft.angle(field.substring(at, close));
                    at = close + 1;
                }
            }
            default -> draft.add(c);
        }
    }

    /** What stood before the colon is the group's name, unless it is an address already. */
    private void startGroup() {
        if (draft.hasAt()) {
            draft.add(':');
        } else {
            draft = new Mailbox.Draft();
        }
    }

    private void comment() {
        int depth = 1;
        while (at < field.length() && depth > 0) {
            char c = field.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth > 0 && c != '\\') {
                draft.addComment(c);
            }
        }
    }

    private void quoted() {
        int start = at - 1;
        var content = new StringBuilder();
        while (at < field.length() && field.charAt(at) != '"') {
            at += field.charAt(at) == '\\' && at + 1 < field.length() ? 1 : 0;
            content.append(field.charAt(at++));
        }
        at = Math.min(at + 1, field.length());
        draft.addQuoted(content.toString(), field.substring(start, at));
    }

    private void finishMailbox() {
        if (mailboxes.size() < limit) {
            draft.finish().ifPresent(mailboxes::add);
        }
        draft = new Mailbox.Draft();
    }
}
