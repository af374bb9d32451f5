/**
 * Mail that users send: taken over with a 202, handed to the account's server by a job, once.
 *
 * <pre>
 *   POST ─▶ queued ──(2yz to the dot)──▶ sent
 *             │ ▲──(4yz, or lost before the dot: tried again)
 *             ├──(5yz, or the attempts are spent)──▶ failed, or partly-sent
 *             └──(no reply to the dot)──▶ uncertain ─ waits for a person
 *                                             │ └──("not-sent")──▶ queued
 *                                             └────("sent")──────▶ sent
 * </pre>
 *
 * <p>The message is built when it is taken over, and its row and its job are one transaction. The
 * job's effect {@code smtp} is intended just before the final dot and settled with the reply, in
 * the transaction that notes the message's new state. When the mail was taken over, the job's end
 * is in it too; in all other cases the end follows in a transaction of its own, and a job that dies
 * in between goes by the message's state when it runs again. A worker that dies before the intent
 * has handed nothing over; one that dies between intent and reply leaves the message uncertain, and
 * it is not sent a second time unless a person says that it was not sent.
 *
 * <p>Recipients are decided one by one; the message goes on with those that are still open. When
 * the final dot stands for some of them only, it is stored before the dot who they are: after a
 * death these are uncertain, and nobody else.
 *
 * <p>Not here yet: attachments, replies and forwards, the copy in Sent, and the look into Sent that
 * resolves what is uncertain.
 */
@NullMarked
package dev.nightmail.mail.delivery;

import org.jspecify.annotations.NullMarked;
