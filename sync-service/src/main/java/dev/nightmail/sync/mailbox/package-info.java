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
 *        UIDVALIDITY changed ─▶ cover nothing, delete the mailbox's messages page by page
 *        missing = server's UIDs − covered ─▶ page by page: fetch, parse, store + cover
 *        quarantined because of the server's answer ─▶ a few are asked for again; stored, they leave it
 *        flags changed since the stored MODSEQ ─▶ update
 *        stored + quarantined ≠ EXISTS ─▶ compare UID by UID: delete what is gone, fetch what is lacking
 *        equal now ─▶ watermarks move together; if not, the mailbox's problem is "incomplete"
 *   mailboxes not listed twice in a row ─▶ deleted, their messages before them page by page
 * </pre>
 *
 * <p>What a message fails with is its own: a page is halved down to it, and it is quarantined. So
 * that one bad answer hides none for ever, a mailbox with such messages is opened at each sync.
 * What a mailbox fails with is noted on it, and the others go on. What the server lists or finds is
 * believed only when it fits what the server announces, because deletions follow from it; and a
 * sync that would delete far more than usual is parked before it deletes the first of them. A new
 * UIDVALIDITY is no such case: those messages are read anew.
 *
 * <p>Each commit of a sync proves that its account is still there: removing an account deletes its
 * row at once, and {@code sync.remove-account} what was stored, when nothing can be added any more.
 *
 * <p>Not here: bodies, write-back, push, and the identity of a message across mailboxes.
 */
@NullMarked
package dev.nightmail.sync.mailbox;

import org.jspecify.annotations.NullMarked;
