package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.Chunk;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ResponseCode;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fetches messages and stores them, page by page. A page that fails is halved until the one message
 * is found that it fails for; that one is quarantined with the reason.
 */
@ApplicationScoped
class MissingMessages {

    /** Refusals in a row beyond this are the mailbox's trouble, and not so many messages'. */
    static final int MOST_REFUSED = 20;

    private final MailboxRepository mailboxes;
    private final MessageRepository messages;
    private final Page.Reader pages;
    private final SyncConfig config;

    MissingMessages(
            MailboxRepository mailboxes,
            MessageRepository messages,
            Page.Reader pages,
            SyncConfig config) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.pages = pages;
        this.config = config;
    }

    /**
     * Fetches newest first. Each page covers from its lowest UID to below the page before: what is
     * not there was expunged. Returns what was found, stored or set aside.
     *
     * @param top not below the highest of the missing
     * @throws ImapException when not even one of {@link #MOST_REFUSED} messages is answered for, or
     *     the failure is not the messages'
     */
    UidSet fetch(OpenMailbox open, UidSet missing, long top) throws ImapException {
        Deque<UidSet> todo = new ArrayDeque<>(missing.pagesNewestFirst(config.pageSize()));
        SortedMap<Long, String> refused = new TreeMap<>();
        long upper = top;
        var found = UidSet.EMPTY;
        while (!todo.isEmpty()) {
            var uids = todo.pop();
            try {
                var page = pages.read(open.selected(), uids).quarantine(refused);
                store(open, page, UidSet.range(uids.lowest(), upper));
                found = found.union(page.uids());
                refused.clear();
                upper = uids.lowest() - 1;
            } catch (ImapException e) {
                if (!mayBeOneMessages(e, open) || refused.size() == MOST_REFUSED) {
                    throw e;
                }
                split(uids, reason(e), todo, refused);
            }
        }
        if (!refused.isEmpty()) {
            var page = new Page(List.of(), refused);
            store(open, page, UidSet.range(refused.firstKey(), upper));
            found = found.union(page.uids());
        }
        return found;
    }

    /** A single refused message waits for the next page that is stored. */
    private static void split(
            UidSet uids, String reason, Deque<UidSet> todo, Map<Long, String> refused) {
        if (uids.size() == 1) {
            refused.put(uids.lowest(), reason);
            return;
        }
        int half = Math.toIntExact((uids.size() + 1) / 2);
        uids.pagesNewestFirst(half).reversed().forEach(todo::push);
    }

    private static boolean mayBeOneMessages(ImapException e, OpenMailbox open) {
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

    private void store(OpenMailbox open, Page page, UidSet range) {
        try {
            open.job().chunk(chunk -> write(open, chunk, page, range));
            open.progress().add(page.size());
        } catch (SqlException e) {
            if (!e.isDataError() || page.messages().isEmpty()) {
                throw e;
            }
            storeParts(open, page, range);
        }
    }

    /** What is stored is covered in the same chunk; the whole range only with the last part. */
    private void storeParts(OpenMailbox open, Page page, UidSet range) {
        int half = page.messages().size() / 2;
        if (half == 0) {
            store(open, page.quarantineAll("not-storable"), range);
            return;
        }
        var first = new Page(page.messages().subList(0, half), Map.of());
        store(open, first, first.uids());
        var second = page.messages().subList(half, page.messages().size());
        store(open, new Page(second, page.quarantined()), range);
    }

    private static String name(OpenMailbox open, long uid) {
        return open.mailbox().id() + "/" + uid;
    }

    private void write(OpenMailbox open, Chunk chunk, Page page, UidSet range) {
        var job = open.job();
        int stored = messages.insert(job.tenant(), open.mailbox(), page.messages());
        page.quarantined()
                .forEach((uid, why) -> messages.quarantine(job.tenant(), open.mailbox(), uid, why));
        mailboxes.cover(job, open.mailbox(), range, stored);
        chunk.count("stored", stored);
        page.messages().stream()
                .findFirst()
                .ifPresent(m -> chunk.sample("stored", name(open, m.fetched().uid())));
        chunk.count("quarantined", page.quarantined().size());
        open.progress().show(page.size(), chunk);
    }
}
