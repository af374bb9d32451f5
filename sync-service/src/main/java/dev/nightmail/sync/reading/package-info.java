/**
 * What callers read of mailboxes and messages: the lists of the API, by keyset, newest first, and
 * the completeness ledger of each mailbox.
 *
 * <p>All of it is read in the transaction of the request, under the caller's tenant. Not here:
 * bodies and attachments ({@code sync.body}), and how anything comes to be stored ({@code
 * sync.mailbox}).
 */
@NullMarked
package dev.nightmail.sync.reading;

import org.jspecify.annotations.NullMarked;
