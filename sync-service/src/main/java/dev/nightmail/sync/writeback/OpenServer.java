package dev.nightmail.sync.writeback;

import dev.nightmail.sync.imap.ImapConnection;
import dev.nightmail.sync.imap.ImapException;
import dev.nightmail.sync.imap.MailboxName;
import dev.nightmail.sync.imap.MailboxStatus;
import dev.nightmail.sync.imap.SelectedMailbox;
import dev.nightmail.sync.imap.WritableMailbox;
import dev.nightmail.sync.writeback.TargetRepository.Target;
import java.util.Optional;
import java.util.UUID;

/** A server with one of its mailboxes open, opened anew only when another one is wanted. */
final class OpenServer implements AutoCloseable {

    /** Connects to a server and logs in. */
    @FunctionalInterface
    interface Login {
        ImapConnection open() throws ImapException;
    }

    private final ImapConnection connection;
    private Optional<Selected> selected = Optional.empty();

    private record Selected(UUID id, WritableMailbox mailbox) {}

    OpenServer(ImapConnection connection) {
        this.connection = connection;
    }

    WritableMailbox select(Target mailbox) throws ImapException {
        var known = selected.filter(open -> open.id().equals(mailbox.id()));
        if (known.isPresent()) {
            return known.get().mailbox();
        }
        selected = Optional.empty();
        var opened = connection.select(mailbox.name());
        selected = Optional.of(new Selected(mailbox.id(), opened));
        return opened;
    }

    /** The one that was open before is not any more. */
    SelectedMailbox examine(MailboxName mailbox) throws ImapException {
        selected = Optional.empty();
        return connection.examine(mailbox);
    }

    MailboxStatus status(MailboxName mailbox) throws ImapException {
        return connection.status(mailbox);
    }

    /** Whether the last command was answered, with whatever. */
    boolean isUsable() {
        return connection.isUsable();
    }

    @Override
    public void close() {
        connection.close();
    }
}
