/**
 * How deep mailboxes are taken: what lies below an account's depth is skipped, and counted as such.
 *
 * <p>The depth is applied once to a mailbox, before its first message is fetched: of what lies
 * there then, the newest so many are inside, or those that arrived on that day or later. The others
 * are skipped: their UIDs are kept as ranges, so that the ledger goes on to be proved. Whatever has
 * come to the mailbox since the account was first listed is taken, however old it says to be, and
 * however late the first look is; a message that was skipped and is moved elsewhere is one that
 * comes there. A mailbox that was not there when the account was first listed is taken whole.
 *
 * <pre>
 *   first look ─▶ skip what is below, note by which depth
 *   depth edited ─▶ compare UID by UID: what is skipped, and inside now, is fetched ─▶ note the new depth
 *   UIDVALIDITY changed ─▶ first look again, at which nothing is skipped that is as new as what was stored,
 *                          or has come since the account was first listed
 *   skipped, not on the server any more ─▶ forgotten
 * </pre>
 *
 * <p>A message leaves the skipped ones in the chunk that stores it, so that a run that is cut goes
 * on, and is not taken for received. What is stored already stays when the depth is made shallower.
 *
 * <p>Not here: what is done with messages, and what else a ledger holds ({@code sync.mailbox}).
 */
@NullMarked
package dev.nightmail.sync.depth;

import org.jspecify.annotations.NullMarked;
