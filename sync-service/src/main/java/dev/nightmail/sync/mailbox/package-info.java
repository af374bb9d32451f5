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
 *   list mailboxes; all as they were, nothing left to do ─▶ the account is up to date, and nothing is opened
 *   find renamed ones, leave those that are labels ─▶ for each whose counters moved: EXAMINE (watermarks as seen now)
 *        UIDVALIDITY changed ─▶ cover nothing, all messages lose their places page by page
 *        first look ─▶ what lies below the account's depth is skipped, and covered by that
 *        missing = server's UIDs − covered; held + missing ≠ EXISTS ─▶ compare UID by UID
 *        held, but not on the server ─▶ they lose their places
 *   for each that lacks something: EXAMINE again
 *        missing ─▶ page by page: fetch, parse, known ones take their places, the others are stored + cover
 *        quarantined because of the server's answer ─▶ a few are asked for again; stored, they leave it
 *        flags changed since the stored MODSEQ ─▶ update
 *        stored + quarantined + skipped = EXISTS ─▶ watermarks move together; if not, the mailbox's problem is "incomplete"
 *   messages without a place, when all mailboxes were seen ─▶ gone, unless that is far too much at once
 *   mailboxes not listed twice in a row ─▶ their messages lose their places, and they are deleted
 * </pre>
 *
 * <p>A message is placed (mailbox and UID), without a place (it has left a mailbox, and is shown as
 * before), or gone (hidden). From each of the two it is placed again when a message of its identity
 * is found in any mailbox: so it keeps its id when it is moved, renumbered, or hidden by a server
 * for a while. So it is, too, when the mailbox in which it is placed is not listed: it was moved
 * out of it before that was deleted. Gone for a week, it is deleted.
 *
 * <p>A message has been received when it arrived after the account's first cursor: the UIDNEXT of
 * each mailbox and the time, written together before the first message. That is told once for each
 * identity, for ever; of what is filled in or found again only pages are told.
 *
 * <p>What a message fails with is its own: a page is halved down to it, and it is quarantined. So
 * that one bad answer hides none for ever, a mailbox with such messages is opened at each sync.
 * What a mailbox fails with is noted on it, and the others go on. What the server lists or finds is
 * believed only when it fits what the server announces, because deletions follow from it; and a
 * mass deletion is withheld for a day, while everything else goes on.
 *
 * <p>Each commit of a sync proves that its account is still there: removing an account deletes its
 * row at once, and {@code sync.remove-account} what was stored, when nothing can be added any more.
 *
 * <p>Not here: how deep mailboxes are taken ({@code sync.depth}), what is particular about Gmail
 * ({@code sync.gmail}), bodies, write-back and push.
 */
@NullMarked
package dev.nightmail.sync.mailbox;

import org.jspecify.annotations.NullMarked;
