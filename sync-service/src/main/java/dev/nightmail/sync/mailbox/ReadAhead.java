package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.UidSet;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads one page while the one before it is stored. As long as one is begun, nobody else may ask
 * the connection.
 */
final class ReadAhead {

    private final Page.Reader pages;
    private final SelectedMailbox mailbox;
    private Optional<Begun> begun = Optional.empty();

    private record Begun(UidSet uids, FutureTask<Page> reading, Thread thread) {}

    ReadAhead(Page.Reader pages, SelectedMailbox mailbox) {
        this.pages = pages;
        this.mailbox = mailbox;
    }

    /** Which page is being read, until it is taken. */
    Optional<UidSet> uids() {
        return begun.map(Begun::uids);
    }

    void begin(UidSet uids) {
        var reading = new FutureTask<>(() -> pages.read(mailbox, uids));
        begun = Optional.of(new Begun(uids, reading, Thread.startVirtualThread(reading)));
    }

    /** The page that was begun, or else this one, read now. */
    Page take(UidSet uids) throws ImapException {
        if (begun.isEmpty()) {
            return pages.read(mailbox, uids);
        }
        var taken = begun.get();
        begun = Optional.empty();
        try {
            return await(taken);
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    /** Who interrupts the one interrupts the other. */
    private static Page await(Begun taken) throws ExecutionException {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return taken.reading().get();
                } catch (InterruptedException _) {
                    isInterrupted = true;
                    taken.thread().interrupt();
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ImapException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case ImapException failure -> failure;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> throw new IllegalStateException(e);
        };
    }
}
