package dev.nightmail.sync.finding;

import java.util.ArrayList;
import java.util.Collection;
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

        public String sql() {
            return String.join(" AND ", terms);
        }

        public List<Object> values() {
            return values;
        }
    }

    /** What the list is gone down by; each has an index in the order of the list. */
    private enum Way {
        THREAD,
        SENDER,
        FLAGGED,
        FOLDER,
        INBOX,
        ACCOUNT;

        /**
         * The narrowest: a thread has few messages, a sender some, as many are flagged, a folder
         * has more, as Gmail's inbox has, which is a label.
         */
        static Way of(MessageFilter filter, Optional<String> sender) {
            var within = filter.within();
            if (within.thread().isPresent()) {
                return THREAD;
            } else if (sender.isPresent() && within.account().isPresent()) {
                return SENDER;
            } else if (filter.flags().has().contains(FlagName.FLAGGED)) {
                return FLAGGED;
            }
            if (within.folder().isPresent()) {
                return FOLDER;
            }
            return within.labels().contains(Label.INBOX) ? INBOX : ACCOUNT;
        }

        /** Whether there is one of messages that are not seen, too. */
        boolean knowsUnseen() {
            return this == FOLDER || this == ACCOUNT;
        }
    }

    private Conditions() {}

    public static Conditions of(MessageFilter filter) {
        var conditions = new Conditions();
        conditions.test.and("m.gone_at IS NULL");
        var sender = filter.words().sender().filter(Conditions::isAddress);
        var way = Way.of(filter, sender);
        conditions.within(way, filter.within());
        conditions.labels(way, filter.within().labels());
        sender.ifPresent(address ->
                conditions
                        .part(way == Way.SENDER)
                        .and("m.sender = ? AND m.sender <> ''", fold(address)));
        conditions.flags(way, filter.flags());
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

    private Part part(boolean isAnswered) {
        return isAnswered ? index : test;
    }

    /**
     * With more than one equality in the condition PostgreSQL would guess which one is rare, and
     * pass over any number of messages that are not counted as looked at.
     */
    private void within(Way way, MessageFilter.Within within) {
        within.thread().ifPresent(id -> index.and("m.thread_id = ?", id));
        within.folder().ifPresent(id -> part(way == Way.FOLDER).and("m.mailbox_id = ?", id));
        boolean isOther = way == Way.THREAD || way == Way.FOLDER;
        within.account().ifPresent(id -> part(!isOther).and("m.account_id = ?", id));
        if (way == Way.FLAGGED && within.account().isEmpty()) {
            within.folder()
                    .ifPresent(id ->
                            index.and(
                                    "m.account_id = (SELECT b.account_id FROM sync.mailbox b"
                                            + " WHERE b.id = ?)",
                                    id));
        }
    }

    /** One has an index of its own, which is found by its very words. */
    private void labels(Way way, Collection<Label> labels) {
        for (var label : labels) {
            if (way == Way.INBOX && label.equals(Label.INBOX)) {
                index.and("m.labels @> ARRAY['\\Inbox']");
            } else {
                test.and(
                        "m.labels && ?::text[]", (Object) label.spellings().toArray(String[]::new));
            }
        }
    }

    private void flags(Way way, MessageFilter.Flags flags) {
        flags.has().forEach(flag -> has(way, flag));
        flags.hasNot().forEach(flag -> hasNot(way, flag));
    }

    /** Two have indexes of their own, which are found by their very words. */
    private void has(Way way, FlagName flag) {
        if (flag.equals(FlagName.FLAGGED)) {
            part(way == Way.FLAGGED).and("m.flags @> ARRAY['\\Flagged']");
        } else {
            test(flag, true);
        }
    }

    private void hasNot(Way way, FlagName flag) {
        if (flag.equals(FlagName.SEEN)) {
            part(way.knowsUnseen()).and("NOT m.flags @> ARRAY['\\Seen']");
        } else {
            test(flag, false);
        }
    }

    private void test(FlagName flag, boolean wanted) {
        test.and(
                (wanted ? "" : "NOT ")
                        + "EXISTS (SELECT FROM unnest(m.flags) AS f (name) WHERE lower(f.name)"
                        + " = ?)",
                flag.folded());
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
