package dev.nightmail.sync.mailbox;

import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.ImapException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Goes over the mailboxes whose counters have moved: first what has left them, then what is new, so
 * that a message that was moved is found again.
 */
@ApplicationScoped
class MailboxPass {

    private final MailboxRepository mailboxes;
    private final MailboxSync mailboxSync;

    MailboxPass(MailboxRepository mailboxes, MailboxSync mailboxSync) {
        this.mailboxes = mailboxes;
        this.mailboxSync = mailboxSync;
    }

    /**
     * Syncs all. What is wrong with one is noted on it, and the others go on.
     *
     * @throws ImapException at the end, if a repeat may help one of them
     */
    void run(Pass pass, ImapConnection connection, Listing listing) throws ImapException {
        var changed =
                selected(pass, listing).stream()
                        .filter(mailbox -> listing.hasChanged(mailbox))
                        .toList();
        var going = new Going(pass, connection);
        going.look(changed);
        going.fill(selected(pass, listing));
        going.end();
    }

    private List<StoredMailbox> selected(Pass pass, Listing listing) {
        return pass.job().read(() -> mailboxes.listSelected(pass.account())).stream()
                .filter(mailbox -> listing.has(mailbox.name()))
                .toList();
    }

    /** What is done with one opened mailbox. */
    private interface Step {
        void run(OpenMailbox open) throws ImapException;
    }

    private final class Going {

        private final Pass pass;
        private final ImapConnection connection;
        private final Map<UUID, Long> toFill = new HashMap<>();
        private final List<ImapException> failures = new ArrayList<>();

        Going(Pass pass, ImapConnection connection) {
            this.pass = pass;
            this.connection = connection;
        }

        /** One alone is brought up to date at once. */
        void look(List<StoredMailbox> changed) throws ImapException {
            for (var mailbox : changed) {
                each(mailbox, open -> look(open, changed.size() == 1));
            }
        }

        private void look(OpenMailbox open, boolean isAlone) throws ImapException {
            var looked = mailboxSync.look(open);
            if (isAlone || looked.lacksNothing()) {
                mailboxSync.fill(looked);
            } else {
                toFill.put(open.mailbox().id(), looked.lacking().size());
            }
        }

        /** First those that lack least: a little new mail does not wait for an old archive. */
        void fill(List<StoredMailbox> selected) throws ImapException {
            var lacking =
                    selected.stream()
                            .filter(mailbox -> toFill.containsKey(mailbox.id()))
                            .sorted(Comparator.comparing(mailbox -> toFill.get(mailbox.id())))
                            .toList();
            for (var mailbox : lacking) {
                if (!pass.isCut()) {
                    each(mailbox, open -> mailboxSync.fill(mailboxSync.look(open)));
                }
            }
        }

        private void each(StoredMailbox mailbox, Step step) throws ImapException {
            try {
                var selected =
                        connection.examine(
                                mailbox.name(), mailbox.uidValidity(), mailbox.highestModSeq());
                step.run(new OpenMailbox(pass, mailbox, selected));
            } catch (ImapException e) {
                if (e.kind() == Kind.THROTTLED || !connection.isUsable()) {
                    throw e;
                }
                failures.add(e);
                var problem = String.valueOf(e.getMessage());
                pass.job().chunk(chunk -> mailboxes.note(pass.job(), mailbox, problem));
            }
        }

        void end() throws ImapException {
            for (var failure : failures) {
                if (failure.kind() == Kind.TEMPORARY) {
                    throw failure;
                }
            }
        }
    }
}
