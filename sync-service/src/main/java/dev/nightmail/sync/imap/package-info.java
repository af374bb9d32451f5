/**
 * Reads mailboxes of other people's IMAP servers: one connection, one command after the other, on
 * the caller's virtual thread.
 *
 * <p>{@link dev.nightmail.sync.imap.ImapClient} opens a connection over TLS and logs in; {@link
 * dev.nightmail.sync.imap.ImapConnection} lists mailboxes and their counters; {@link
 * dev.nightmail.sync.imap.SelectedMailbox} searches and fetches, {@link
 * dev.nightmail.sync.imap.WritableMailbox} sets flags, moves and copies. Every answer is complete
 * or an {@link dev.nightmail.sync.imap.ImapException}: without the tagged OK of RFC 9051, section
 * 7.1.1, there is no result, so a dropped connection never looks like an empty mailbox.
 *
 * <p>The wire is ours, down to the socket: a mail library's parser drops an answer that it cannot
 * read, which here would be a lost message, and takes literals of any length. What the server says
 * about structure is a hint; the header block is read by {@code dev.nightmail.sync.message}. Not
 * here: retries, state, storage.
 */
@NullMarked
package dev.nightmail.sync.imap;

import org.jspecify.annotations.NullMarked;
