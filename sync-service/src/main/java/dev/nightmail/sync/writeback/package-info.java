/**
 * Carries what callers change of messages to their servers: the flags seen, flagged, answered and
 * deleted, and the mailbox in which a message lies.
 *
 * <pre>
 *   pending ──the server has it so──▶ completed
 *      │  ├──set otherwise at the server than its owner saw──▶ conflict
 *      │  ├──the server refuses, the message is gone, or too late──▶ failed
 *      │  └──another wish for the same, before this one was tried──▶ superseded
 *      └──the server is away, the account rests, the sync must come first──▶ pending
 * </pre>
 *
 * <p>Each wish is a row, written together with the job that carries out all wishes of its account,
 * in the order in which they were made, over one connection. What holds one wish up holds up those
 * that follow it for the same message, and no others. No sync of the account runs meanwhile, so
 * that messages are placed by one job at a time.
 *
 * <p>A wish is for one flag. The server is asked what stands; then the flag alone is set or
 * cleared, on the condition that nobody has changed the message in between (UNCHANGEDSINCE, RFC
 * 7162). If somebody has, it is asked again: a change of another flag is no conflict.
 *
 * <p>Each command that changes something is an effect: what the server says before, and the intent,
 * are committed before it, the outcome after it together with the message's row and the fact. If it
 * dies in between, the next attempt looks at the server before it does anything: whether the flag
 * stands; whether the message lies in its mailbox still, and whether a copy of it, known by its
 * header, has come to the other since. So nothing is copied twice.
 *
 * <p>A mailbox that shows a label is no place: the message is copied there from where all lie,
 * which gives it the label, and stays.
 *
 * <p>What is lost by no row at all is told by a sweep: wishes whose job is over are enqueued again.
 * Not here: what was changed at the server by others, which is the sync's.
 */
@NullMarked
package dev.nightmail.sync.writeback;

import org.jspecify.annotations.NullMarked;
