package dev.nightmail.sync.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A filter as two conditions in SQL: one that an index answers in the order of the list, and what
 * is tested of each message found by it. Only the words of ours become SQL; what callers say is
 * bound.
 */
public final class Conditions {

    private static final String FOLDED = "lower(%s COLLATE pg_c_utf8)";
    private static final String NAMED = "strpos(" + FOLDED + ", " + FOLDED + ") > 0";

    private final Part index = new Part();
    private final Part test = new Part();

    /** Some SQL with the values that it takes. */
    public static final class Part {

        private final List<String> terms = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        public Part and(String term, Object... more) {
            terms.add(term);
            Collections.addAll(values, more);
            return this;
        }

        String sql() {
            return String.join(" AND ", terms);
        }

        List<Object> values() {
            return values;
        }
    }

    private Conditions() {}

    public static Conditions of(MessageFilter filter) {
        var conditions = new Conditions();
        conditions.test.and("m.gone_at IS NULL");
        conditions.choose(filter);
        conditions.labels(filter);
        conditions.flags(filter.flags());
        conditions.words(filter.words());
        filter.received().since().ifPresent(at -> conditions.index.and("m.internal_date >= ?", at));
        filter.received().before().ifPresent(at -> conditions.index.and("m.internal_date < ?", at));
        filter.hasAttachments().ifPresent(is -> conditions.test.and("m.has_attachments = ?", is));
        return conditions;
    }

    public Part index() {
        return index;
    }

    public Part test() {
        return test;
    }

    /**
     * The narrowest index: a thread has few messages, a sender some, a folder more. With more than
     * one equality in the condition PostgreSQL would guess which one is rare.
     */
    private void choose(MessageFilter filter) {
        var within = filter.within();
        var sender = filter.words().sender().filter(Conditions::isAddress);
        boolean isThread = within.thread().isPresent();
        boolean isSender = !isThread && sender.isPresent() && within.account().isPresent();
        boolean isFolder = !isThread && !isSender && within.folder().isPresent();
        within.thread().ifPresent(id -> index.and("m.thread_id = ?", id));
        within.folder().ifPresent(id -> (isFolder ? index : test).and("m.mailbox_id = ?", id));
        within.account()
                .ifPresent(id -> (isThread || isFolder ? test : index).and("m.account_id = ?", id));
        sender.ifPresent(address ->
                (isSender ? index : test).and("m.sender = ? AND m.sender <> ''", fold(address)));
    }

    /**
     * One label has an index of its own, which is found by its very words, and gone down where
     * nothing else would be chosen than the account's.
     */
    private void labels(MessageFilter filter) {
        var within = filter.within();
        boolean isOfAccount =
                within.thread().isEmpty()
                        && within.folder().isEmpty()
                        && filter.words().sender().isEmpty()
                        && filter.flags().isEmpty();
        for (var label : within.labels()) {
            if (isOfAccount && label.equals(Label.INBOX)) {
                index.and("m.labels @> ARRAY['\\Inbox']");
            } else {
                test.and(
                        "m.labels && ?::text[]", (Object) label.spellings().toArray(String[]::new));
            }
        }
    }

    private void flags(MessageFilter.Flags flags) {
        flags.has().forEach(flag -> has(flag, true));
        flags.hasNot().forEach(flag -> has(flag, false));
    }

    /** Two of these have indexes of their own, which are found by their very words. */
    private void has(FlagName flag, boolean wanted) {
        if (flag.equals(FlagName.SEEN) && !wanted) {
            index.and("NOT m.flags @> ARRAY['\\Seen']");
        } else if (flag.equals(FlagName.FLAGGED) && wanted) {
            index.and("m.flags @> ARRAY['\\Flagged']");
        } else {
            test.and(
                    (wanted ? "" : "NOT ")
                            + "EXISTS (SELECT FROM unnest(m.flags) AS f (name) WHERE lower(f.name)"
                            + " = ?)",
                    flag.folded());
        }
    }

    private void words(MessageFilter.Words words) {
        words.sender()
                .filter(sender -> !isAddress(sender))
                .ifPresent(part -> test.and("strpos(m.sender, ?) > 0", fold(part)));
        words.subject().ifPresent(subject -> test.and(NAMED.formatted("m.subject", "?"), subject));
        for (var word : words.text()) {
            test.and(
                    "(%s OR EXISTS (SELECT FROM sync.participant p WHERE p.message_id = m.id AND (%s OR %s)))"
                            .formatted(
                                    NAMED.formatted("m.subject", "?"),
                                    NAMED.formatted("p.name", "?"),
                                    NAMED.formatted("p.address", "?")),
                    word,
                    word,
                    word);
        }
    }

    private static boolean isAddress(String sender) {
        int at = sender.indexOf('@');
        return at > 0 && at < sender.length() - 1;
    }

    private static String fold(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** Below a position. */
    static Part below(Optional<Position> position) {
        var part = new Part();
        position.ifPresent(at -> part.and("(m.internal_date, m.id) < (?, ?)", at.time(), at.id()));
        return part;
    }
}
