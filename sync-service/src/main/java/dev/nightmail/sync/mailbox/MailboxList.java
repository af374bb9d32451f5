package dev.nightmail.sync.mailbox;

import dev.nightmail.common.job.JobContext;
import dev.nightmail.sync.account.SyncStateRepository;
import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ListedMailbox;
import dev.nightmail.sync.imap.MailboxStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;

/** Follows the mailboxes of an account as they come, are renamed and go. */
@ApplicationScoped
class MailboxList {

    private static final int FORGOTTEN_AT_ONCE = 500;

    private final SyncStateRepository accounts;
    private final MailboxRepository mailboxes;
    private final PlaceRepository places;
    private final Renames renames;
    private final Ledger ledger;

    MailboxList(
            SyncStateRepository accounts,
            MailboxRepository mailboxes,
            PlaceRepository places,
            Renames renames,
            Ledger ledger) {
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.places = places;
        this.renames = renames;
        this.ledger = ledger;
    }

    /**
     * Takes in what is listed; with the first list the account's first cursor is fixed. What is
     * there by then is as deep as the account; later mailboxes have what came later, and what was
     * moved there.
     */
    void take(JobContext job, UUID account, ImapConnection connection, Listing listing)
            throws ImapException {
        var renamed = renames.find(job, account, connection, listing);
        job.chunk(chunk -> {
            boolean isFirst = accounts.begin(account);
            for (var rename : renamed) {
                mailboxes.rename(job, rename.mailbox(), rename.now());
                chunk.count("mailboxesRenamed", 1);
            }
            for (var listed : listing.all()) {
                var firstUid = isFirst ? Listing.firstUid(listed) : OptionalLong.empty();
                var added = mailboxes.put(job, account, listed.mailbox(), firstUid);
                if (!isFirst) {
                    added.ifPresent(id -> places.takeWhole(job.tenant(), id));
                }
            }
        });
    }

    /**
     * What the sync before has missed, and this one does, is gone, and its messages lie nowhere:
     * one list without them may have been a short one.
     */
    void leave(Pass pass, Listing listing) {
        for (var missing : pass.job().read(() -> mailboxes.listMissing(pass.account()))) {
            // The one that is there again is not missing, although a dry run has not kept that.
            if (!listing.has(missing.name())) {
                ledger.leave(pass, missing);
                remove(pass.job(), missing);
            }
        }
    }

    private void remove(JobContext job, StoredMailbox mailbox) {
        int[] forgotten = {0};
        do {
            job.chunk(chunk -> forgotten[0] = places.forget(mailbox, FORGOTTEN_AT_ONCE));
        } while (forgotten[0] == FORGOTTEN_AT_ONCE && !job.isDryRun());
        job.chunk(chunk -> {
            // The messages of a dry run are still there, and the mailbox cannot go before them.
            if (job.isDryRun()) {
                job.estimate("rows of sync.mailbox that would go are not among the tables");
            } else {
                mailboxes.delete(job, mailbox);
            }
            chunk.count("mailboxesGone", 1);
            chunk.sample("mailboxesGone", mailbox.id().toString());
        });
    }

    /** What mailboxes hold that are not kept here, since this is a dry run. */
    void countNew(Pass pass, Listing listing) {
        var job = pass.job();
        var known =
                job.read(() -> mailboxes.listAll(pass.account())).stream()
                        .map(StoredMailbox::name)
                        .collect(Collectors.toSet());
        var fresh =
                listing.all().stream()
                        .filter(l -> !known.contains(l.mailbox().name()))
                        .filter(l -> listing.isSynced(l.mailbox()))
                        .map(ListedMailbox::status)
                        .flatMap(Optional::stream)
                        .map(MailboxStatus::messages)
                        .toList();
        long messages = fresh.stream().mapToLong(each -> each).sum();
        long stored = fresh.stream().mapToLong(each -> Math.min(each, depth(pass))).sum();
        if (messages > 0) {
            job.estimate("messages of new mailboxes are counted as the server tells, unread");
            job.chunk(chunk -> {
                chunk.count("stored", stored);
                chunk.count("skipped", messages - stored);
                chunk.count("received", pass.cursor().isFilled() ? stored : 0);
            });
        }
    }

    /** Of mailboxes that are new: which messages are of a certain day is not asked. */
    private static long depth(Pass pass) {
        boolean isFirst = pass.cursor().at().isEmpty();
        return isFirst ? pass.depth().messages().orElse(Integer.MAX_VALUE) : Long.MAX_VALUE;
    }
}
