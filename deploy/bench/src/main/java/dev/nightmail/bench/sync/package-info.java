/**
 * The first sync of one account: our service beside {@code mbsync}, from one Dovecot.
 *
 * <p>They do not do the same. mbsync copies whole messages into a Maildir; the service fetches
 * headers and structure, parses them, and stores them in PostgreSQL with their ledger. Both leave
 * out Junk and Trash. The service commits a page of messages at a time; mbsync syncs each file,
 * unless told not to.
 */
@NullMarked
package dev.nightmail.bench.sync;

import org.jspecify.annotations.NullMarked;
