package dev.nightmail.sync.mailbox;

import dev.nightmail.common.setting.InForce;
import dev.nightmail.common.sql.SqlException;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.UidSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches messages and stores them, page by page; what is refused is quarantined with the reason.
 */
@ApplicationScoped
class MissingMessages {

    /** Messages in quarantine that a sync of a mailbox asks for again. */
    static final int MOST_ASKED_AGAIN = 20;

    private final PageStore store;
    private final PlaceRepository places;
    private final QuarantineRepository quarantine;
    private final Page.Reader pages;
    private final InForce<SyncConfig> settings;

    MissingMessages(
            PageStore store,
            PlaceRepository places,
            QuarantineRepository quarantine,
            Page.Reader pages,
            InForce<SyncConfig> settings) {
        this.store = store;
        this.places = places;
        this.quarantine = quarantine;
        this.pages = pages;
        this.settings = settings;
    }

    /**
     * Fetches newest first. Each page covers from its lowest UID to below the page before: what is
     * not there was expunged. Returns what was found, stored or set aside.
     *
     * @param top not below the highest of the missing
     * @throws ImapException when the server answers for no message, or the failure is not the
     *     messages'
     */
    UidSet fetch(OpenMailbox open, UidSet missing, long top) throws ImapException {
        return descend(open, missing, new Covering(open, top));
    }

    /**
     * What the server did not answer for when it was last asked, and is to be asked for again: a
     * few, those first that have waited longest.
     */
    UidSet listToAskAgain(OpenMailbox open) {
        return open.job().read(() -> quarantine.listToAskAgain(open.mailbox(), MOST_ASKED_AGAIN));
    }

    /**
     * Asks for messages in quarantine, all of which are covered; those that are answered for leave
     * it.
     */
    void askAgain(OpenMailbox open, UidSet quarantined) throws ImapException {
        descend(open, quarantined, new Covering(open, 0));
    }

    private UidSet descend(OpenMailbox open, UidSet uids, Covering shelf) throws ImapException {
        var newestFirst = uids.pagesNewestFirst(settings.now().pageSize());
        return new Descent(open, pages, shelf, newestFirst).run();
    }

    /** Stores pages and notes up to where, from the top down, everything has been dealt with. */
    private final class Covering implements Descent.Shelf {

        private final OpenMailbox open;
        private long upper;

        Covering(OpenMailbox open, long top) {
            this.open = open;
            this.upper = top;
        }

        @Override
        public void store(Page page, long lowest) {
            var range = lowest <= upper ? UidSet.range(lowest, upper) : UidSet.EMPTY;
            MissingMessages.this.store(open, page, range);
            upper = Math.min(upper, lowest - 1);
        }

        @Override
        public Optional<Long> findStored() {
            return open.job().read(() -> places.findNewest(open.mailbox()));
        }
    }

    private void store(OpenMailbox open, Page page, UidSet range) {
        try {
            open.job().chunk(chunk -> store.write(open, chunk, page, range));
            open.pass().progress().add(page.size());
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
}
