package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.gmail.GmailRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** Sees to it that of a server with labels each message is read at one place only. */
@ApplicationScoped
class Labels {

    private final GmailRepository gmail;
    private final MailboxRepository mailboxes;
    private final Ledger ledger;

    Labels(GmailRepository gmail, MailboxRepository mailboxes, Ledger ledger) {
        this.gmail = gmail;
        this.mailboxes = mailboxes;
        this.ledger = ledger;
    }

    /**
     * Before mailboxes are opened. Once it is known that mailboxes are labels, that holds as long
     * as there is a place for all messages: a capability that is not told, or a list without that
     * place, changes nothing yet.
     */
    void sort(Pass pass, Listing listing) {
        var account = pass.account();
        var standing = pass.job().read(() -> gmail.standing(account));
        if (listing.hasLabels() || (standing.hasAll() && standing.hasLabels())) {
            if (standing.hasOthers()) {
                deselect(pass);
            }
            doubt(pass, listing);
        } else if (standing.hasLabels()) {
            pass.job().chunk(chunk -> chunk.count("mailboxesReselected", gmail.reselect(account)));
        }
    }

    /** What lies in them is looked for at the other place; a run that is cut here begins here. */
    private void deselect(Pass pass) {
        var job = pass.job();
        var account = pass.account();
        var read = job.read(() -> gmail.listRead(account));
        for (var mailbox : job.read(() -> mailboxes.listSelected(account))) {
            if (read.contains(mailbox.id())) {
                ledger.leave(pass, mailbox);
                ledger.forget(pass, mailbox);
            }
        }
        if (job.isDryRun() && !read.isEmpty()) {
            job.estimate("mailboxes that are labels are read once more in a dry run");
        }
        job.chunk(chunk -> {
            chunk.count("mailboxesDeselected", gmail.deselect(account));
            if (!read.isEmpty()) {
                // What has been read before has no labels yet.
                gmail.doubtLabels(account);
            }
        });
    }

    /** No MODSEQ tells that a label has another name, or is gone. */
    private void doubt(Pass pass, Listing listing) {
        var account = pass.account();
        if (pass.job().read(() -> gmail.missesLabel(account, listing.names()))) {
            pass.job().chunk(_ -> gmail.doubtLabels(account));
        }
    }
}
