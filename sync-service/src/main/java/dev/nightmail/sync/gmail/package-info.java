/**
 * What is particular about Gmail: labels, which look like mailboxes, and its ids of messages.
 *
 * <p>Gmail shows each label as a mailbox, and a message in each of its labels again. Where a server
 * has its extension ({@code X-GM-EXT-1}) and lists a mailbox of all messages ({@code \All}), that
 * one is read, with junk and trash if their owner asks; the other mailboxes are listed and not read
 * (deselected for {@code label}), whatever their owner asks; who lists one is shown what has its
 * label. So each message is stored once, with its labels, Gmail's id of it and of its thread.
 *
 * <pre>
 *   extension and \All listed ─▶ label mailboxes are deselected; what lay in them is looked for in \All
 *   \All gone for two lists ─▶ label mailboxes are read like those of any server; what lay in \All is looked for there
 *   labels of a message change ─▶ its MODSEQ moves, and they come with its flags
 *   a label is renamed or deleted ─▶ no MODSEQ moves: its mailbox is missing, and all labels are read again
 * </pre>
 *
 * <p>A message is known again by Gmail's id where both what is stored and what is shown have one,
 * otherwise by the identity that all messages have; so an account stays the same when its server
 * begins or ceases to tell ids. Ids and labels of what was stored without them come with the
 * mailbox's next audit.
 *
 * <p>Not here: the reading itself ({@code sync.mailbox}).
 */
@NullMarked
package dev.nightmail.sync.gmail;

import org.jspecify.annotations.NullMarked;
