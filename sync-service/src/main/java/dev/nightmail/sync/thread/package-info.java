/**
 * Which messages belong together: those that name each other, or a third one, by their ids.
 *
 * <p>A message names itself (Message-ID) and what it follows (References, or In-Reply-To without
 * them; RFC 5256, section 3, the algorithm REFERENCES). Ids that one message names belong to one
 * thread, whether or not their messages are here: so the order in which messages come does not
 * matter, and first syncs may go from the newest to the oldest. Subjects join nothing: there are
 * too many messages called "Hello".
 *
 * <pre>
 *   page of messages ─▶ ids, grouped in memory ─▶ threads that are known by any of them
 *        none ─▶ a new thread
 *        one  ─▶ that
 *        more ─▶ they are joined: the messages of the smaller ones move to the largest
 *   ─▶ ids that were not known are remembered
 * </pre>
 *
 * <p>All of it is in the transaction that stores the page. A thread keeps its id while its messages
 * stay; one that was joined to another is found under both. Of two threads that both have more than
 * a thousand messages neither is moved, and a page moves some thousand messages at most: what is
 * beyond stays apart. Nobody writes such threads; a transaction must end.
 *
 * <p>Not here: the lists of threads ({@code sync.reading}), and the tree within a thread.
 */
@NullMarked
package dev.nightmail.sync.thread;

import org.jspecify.annotations.NullMarked;
