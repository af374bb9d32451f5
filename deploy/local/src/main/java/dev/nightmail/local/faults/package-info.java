/**
 * A test of the sync by chance: somebody changes the mailboxes of an account in every way that IMAP
 * and its administrator know, while the processes that sync it, their connections and their
 * database fail at any moment. Then it is still for a while, and what is stored is compared with
 * what the server says.
 *
 * <pre>
 *   Operations ──▶ Dovecot ◀── Proxy (cuts, stalls, loses one direction) ◀── two processes of sync-service
 *                     │                                       Trouble: kill -9, SIGSTOP, cut database connections
 *                     ▼                                                     │
 *                  Mailboxes as the server has them ══ compared with ══ Stored ══ and with Facts on Kafka
 * </pre>
 *
 * <p>A round is either still (nothing is synced while the mailboxes change, so that it is known
 * which messages must keep their ids and threads, and that the first sync that succeeds has to be
 * right unless an audit was due) or busy (everything at once). In a still round one process is
 * killed and one stands still for longer than a lease, in a busy one it is one of both; each third
 * round strikes connections only. What happens on the server follows from the seed alone; when
 * trouble strikes follows from the seed and from how fast the machine is. A run in which some kind
 * of trouble did not come is wrong, too.
 *
 * <p>Not here: mail that is sent, and servers that lie, which the tests of sync-service script.
 */
@NullMarked
package dev.nightmail.local.faults;

import org.jspecify.annotations.NullMarked;
