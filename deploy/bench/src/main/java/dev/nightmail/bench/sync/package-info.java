/**
 * Copies of mailboxes from one Dovecot: our service beside {@code mbsync}, and beside a small
 * program that fetches by imapflow and writes to PostgreSQL.
 *
 * <p>They do not do the same. mbsync copies whole messages into a Maildir; the service fetches
 * headers and structure, parses them, finds threads and contacts, and stores all that in PostgreSQL
 * with its ledger; the program stores headers and structure as they come, in one table. All leave
 * out Junk and Trash. The service and the program commit 500 messages at a time; mbsync syncs each
 * file, unless told not to. The time of the service is that of its job, that of the others includes
 * the start of a process, as they are run.
 */
@NullMarked
package dev.nightmail.bench.sync;

import org.jspecify.annotations.NullMarked;
