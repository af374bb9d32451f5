/**
 * Hears of new mail at once, for accounts whose owners want it: a connection to the server waits in
 * INBOX (IDLE, RFC 2177) until the server says that something has happened there.
 *
 * <p>Where INBOX is a label, the mailbox where all messages lie is compared with what is stored,
 * and waited for is INBOX all the same.
 *
 * <p>What is heard only makes the account due: a sync is enqueued, one at a time, and nothing is
 * stored by what was heard. So nothing can be lost here: whatever a connection misses the next poll
 * finds, which goes on as before.
 *
 * <pre>
 *   wanted, nobody listens ──take (lease, token)──▶ log in ──▶ look: INBOX is not as stored? ─▶ due
 *        ▲                                            │
 *        │                                            ▼
 *        │                                  IDLE ──EXISTS, EXPUNGE, FETCH, VANISHED──▶ due
 *        │                                   │  └─ every 29 minutes: DONE, IDLE again
 *        │                                   ▼
 *        └──after a pause──────── broken, refused, or the server cannot
 * </pre>
 *
 * <p>Of all processes one listens to an account: it holds the lease, by the clock of the database,
 * and renews it every few seconds with one statement for all that it has. If it dies, another one
 * takes the account when the lease is over; a process that cannot renew hangs up by itself.
 *
 * <p>Pauses grow from one failure to the next, and begin anew only after a connection that has
 * lived for some minutes, so that a server that lets in and hangs up is not called all the time.
 * Not here: other mailboxes than INBOX, and what a sync does.
 */
@NullMarked
package dev.nightmail.sync.idle;

import org.jspecify.annotations.NullMarked;
