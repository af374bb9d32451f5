/**
 * The syncing of mailboxes, and their completeness ledger.
 *
 * <p>One idea serves first and later syncs: the UIDs that the server has, minus the UIDs that are
 * covered, are fetched newest first, in pages of 500 by count. A page's messages, its covered
 * range, the job's checkpoint and progress are one transaction. So a process that dies anywhere
 * leaves whole pages, and the next one goes on below the last of them; no cursor can run ahead of
 * what is stored.
 *
 * <pre>
 *   list mailboxes ─▶ for each whose counters moved: EXAMINE (watermarks as seen now)
 *        UIDVALIDITY changed ─▶ forget the mailbox's messages, cover nothing
 *        missing = server's UIDs − covered ─▶ page by page: fetch, parse, store + cover
 *        flags changed since the stored MODSEQ ─▶ update
 *        stored + quarantined ≠ EXISTS ─▶ compare UID by UID: delete what is gone, fetch what is lacking
 *        all done ─▶ watermarks move together
 * </pre>
 *
 * <p>Not here: bodies, write-back, push, and the identity of a message across mailboxes.
 */
@NullMarked
package dev.nightmail.sync.mailbox;

import org.jspecify.annotations.NullMarked;
