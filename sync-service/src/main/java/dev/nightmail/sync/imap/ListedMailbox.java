package dev.nightmail.sync.imap;

import java.util.Optional;

/**
 * A mailbox with its counters.
 *
 * @param status empty for a mailbox that cannot be selected, or that refused to tell
 */
public record ListedMailbox(RemoteMailbox mailbox, Optional<MailboxStatus> status) {}
