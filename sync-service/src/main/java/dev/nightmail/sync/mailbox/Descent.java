package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ResponseCode;
import dev.nightmail.sync.imap.UidSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The way down over some UIDs of a mailbox, newest first. A page that fails is halved until the one
 * message is found that it fails for. After so many of these in a row a message outside the row is
 * asked for: if the server does not answer for that either, the trouble is the mailbox's.
 */
final class Descent {

    /** Refused messages in a row before it is asked whether the server answers for any. */
    static final int MOST_REFUSED = 20;

    private final OpenMailbox open;
    private final Page.Reader pages;
    private final Shelf shelf;
    private final Deque<UidSet> todo;
    private final SortedMap<Long, String> refused = new TreeMap<>();
    private UidSet found = UidSet.EMPTY;
    private Optional<Long> lastAnswered = Optional.empty();

    /** Where pages go. */
    interface Shelf {

        /**
         * Keeps the page.
         *
         * @param lowest below which nothing has been asked for yet
         */
        void store(Page page, long lowest);

        /** A message that the server has answered for at some time. */
        Optional<Long> findStored();
    }

    Descent(OpenMailbox open, Page.Reader pages, Shelf shelf, List<UidSet> newestFirst) {
        this.open = open;
        this.pages = pages;
        this.shelf = shelf;
        this.todo = new ArrayDeque<>(newestFirst);
    }

    /**
     * Fetches all of them. Returns what was stored or set aside; the others are not there.
     *
     * @throws ImapException when a message outside a row of refused ones is not answered for, or
     *     the failure is not the messages'
     */
    UidSet run() throws ImapException {
        while (!todo.isEmpty() && !open.pass().makesWay()) {
            var uids = todo.pop();
            try {
                store(pages.read(open.selected(), uids), uids.lowest());
            } catch (ImapException e) {
                if (!mayBeOneMessages(e)) {
                    throw e;
                }
                refuse(uids, e);
            }
        }
        storeRefused();
        return found;
    }

    private void store(Page page, long lowest) {
        var whole = page.quarantine(refused);
        shelf.store(whole, lowest);
        found = found.union(whole.uids());
        refused.clear();
        if (!page.messages().isEmpty()) {
            lastAnswered = Optional.of(page.messages().getFirst().fetched().uid());
        }
    }

    private void storeRefused() {
        if (!refused.isEmpty()) {
            store(new Page(List.of(), new TreeMap<>()), refused.firstKey());
        }
    }

    /** A single refused message waits for the next page that is stored. */
    private void refuse(UidSet uids, ImapException why) throws ImapException {
        if (uids.size() > 1) {
            int half = Math.toIntExact((uids.size() + 1) / 2);
            uids.pagesNewestFirst(half).reversed().forEach(todo::push);
            return;
        }
        if (refused.size() == MOST_REFUSED) {
            if (!isAnyAnswered()) {
                throw why;
            }
            storeRefused();
        }
        refused.put(uids.lowest(), reason(why));
    }

    private boolean isAnyAnswered() throws ImapException {
        var oldest = Optional.ofNullable(todo.peekLast()).map(UidSet::lowest);
        return isAnswered(lastAnswered) || isAnswered(shelf.findStored()) || isAnswered(oldest);
    }

    private boolean isAnswered(Optional<Long> uid) throws ImapException {
        var one = uid.map(UidSet::of).orElse(UidSet.EMPTY);
        try {
            return !open.selected().fetch(one).isEmpty();
        } catch (ImapException e) {
            if (mayBeOneMessages(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean mayBeOneMessages(ImapException e) {
        return open.selected().isUsable()
                && switch (e.kind()) {
                    case PROTOCOL, PERMANENT -> true;
                    // What servers say when they cannot read a message of their own.
                    case TEMPORARY ->
                            e.responseCode()
                                    .filter(code ->
                                            code == ResponseCode.SERVERBUG
                                                    || code == ResponseCode.CORRUPTION)
                                    .isPresent();
                    case AUTHENTICATION, THROTTLED -> false;
                };
    }

    /** BAD and an unreadable answer look alike: one of us does not understand the other. */
    private static String reason(ImapException e) {
        return e.kind() == ImapException.Kind.PROTOCOL ? "not-understood" : "refused";
    }
}
